package fr.pli.mss.xdm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A ZIP archive in memory (APPNOTE 6.3), read by its central directory, opened file by file within {@link XdmLimits}. Refused: paths
 * that leave the archive, links, two files of one name, encryption, ZIP64, several volumes, other methods than stored and deflated, and
 * files whose data lie over each other.
 */
final class ZipArchive {

    /**
     * A file.
     *
     * @param path with {@code /} between its parts
     * @param otherPaths what the path may be too, where the archive does not say in which alphabet it is
     */
    record Entry(String path, List<String> otherPaths, int method, long compressed, long size, int offset) {

        /** The last part of the path. */
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /** The path of its folder with a {@code /} at the end; empty at the top. */
        String folder() {
            return path.substring(0, path.lastIndexOf('/') + 1);
        }
    }

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int CENTRAL_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int UNIX_LINK = 0xA000;

    /** Windows in Western Europe; what it calls the alphabet of files that are not its own. */
    static final Charset WINDOWS = Charset.forName("windows-1252");

    /** The code page of MS-DOS in Western Europe, in which Windows writes names; then that of the IBM PC, as APPNOTE says. */
    private static final List<Charset> OLD_ALPHABETS =
            List.of(Charset.forName("IBM850"), Charset.forName("IBM437"), WINDOWS);

    private final byte[] octets;
    private final ByteBuffer zip;
    private final XdmBudget budget;
    private final XdmLimits limits;
    private final List<Entry> files = new ArrayList<>();

    /** @throws XdmRefusedException if it is no such archive, or one that is refused */
    ZipArchive(byte[] octets, XdmBudget budget) {
        this.octets = octets;
        this.zip = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        this.budget = budget;
        this.limits = budget.limits();
        try {
            readDirectory();
        } catch (IndexOutOfBoundsException e) {
            throw new XdmRefusedException(XdmFault.TRUNCATED, "", "truncated", e);
        }
    }

    /** Its files, in the order of the directory; folders are left out. */
    List<Entry> files() {
        return files;
    }

    /** @throws XdmRefusedException if the file is damaged, or passes a limit */
    byte[] open(Entry file) {
        if (!limits.allow(file.size(), file.compressed()) || !budget.charge(file.size())) {
            throw refusal(XdmFault.TOO_LARGE, file.path(), "inflates to more than allowed");
        }
        return file.method() == STORED ? stored(file) : inflated(file);
    }

    private void readDirectory() {
        int end = endOfDirectory();
        int count = unsigned(end + 10);
        int position = zip.getInt(end + 16);
        if (count == 0xFFFF || position < 0 || unsigned(end + 4) != 0 || unsigned(end + 8) != count) {
            throw refusal(XdmFault.UNSUPPORTED, "", "ZIP64 or several volumes");
        }
        if (count > limits.entries()) {
            throw refusal(XdmFault.TOO_MANY_FILES, "", count + " entries");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (zip.getInt(position) != CENTRAL_SIGNATURE) {
                throw refusal(XdmFault.DAMAGED, "", "damaged directory");
            }
            int nameLength = unsigned(position + 28);
            List<String> paths = paths(position + CENTRAL_SIZE, nameLength, unsigned(position + 8));
            String path = safe(paths.getFirst());
            if (!path.endsWith("/")) {
                if (!names.add(XdmFiles.key(path))) {
                    throw refusal(XdmFault.SAME_NAME_TWICE, path, "there twice");
                }
                files.add(entry(position, paths));
            }
            position += CENTRAL_SIZE + nameLength + unsigned(position + 30) + unsigned(position + 32);
        }
        refuseOverlaps();
    }

    private int endOfDirectory() {
        for (int at = octets.length - END_SIZE; at >= Math.max(0, octets.length - END_SIZE - MAX_COMMENT); at--) {
            if (zip.getInt(at) == END_SIGNATURE) {
                return at;
            }
        }
        throw refusal(XdmFault.NO_ZIP, "", "not a ZIP archive");
    }

    private Entry entry(int central, List<String> paths) {
        String path = paths.getFirst();
        int flags = unsigned(central + 8);
        int method = unsigned(central + 10);
        long compressed = zip.getInt(central + 20) & 0xFFFFFFFFL;
        long size = zip.getInt(central + 24) & 0xFFFFFFFFL;
        int madeBy = octets[central + 5];
        int mode = zip.getInt(central + 38) >>> 16;
        if ((flags & 1) != 0) {
            throw refusal(XdmFault.ENCRYPTED, path, "encrypted");
        }
        if (madeBy == 3 && (mode & 0xF000) == UNIX_LINK) {
            throw refusal(XdmFault.UNSAFE_PATH, path, "a link");
        }
        if (method != STORED && method != DEFLATED) {
            throw refusal(XdmFault.UNSUPPORTED, path, "compressed by method " + method);
        }
        int local = zip.getInt(central + 42);
        if (local < 0 || zip.getInt(local) != LOCAL_SIGNATURE) {
            throw refusal(XdmFault.DAMAGED, path, "damaged directory");
        }
        int data = local + LOCAL_SIZE + unsigned(local + 26) + unsigned(local + 28);
        if (data + compressed > octets.length) {
            throw refusal(XdmFault.TRUNCATED, path, "truncated");
        }
        return new Entry(path, paths.subList(1, paths.size()), method, compressed, size, data);
    }

    /** Two files over the same octets are how a small archive inflates to a huge one. */
    private void refuseOverlaps() {
        List<Entry> byOffset = files.stream()
                .sorted((a, b) -> Integer.compare(a.offset(), b.offset()))
                .toList();
        for (int i = 1; i < byOffset.size(); i++) {
            Entry before = byOffset.get(i - 1);
            if (before.offset() + before.compressed() > byOffset.get(i).offset()) {
                throw refusal(XdmFault.OVERLAP, byOffset.get(i).path(), "its data are those of another file");
            }
        }
    }

    private static String safe(String path) {
        if (path.isEmpty() || path.startsWith("/") || path.indexOf(':') >= 0 || path.indexOf('\0') >= 0) {
            throw refusal(XdmFault.UNSAFE_PATH, path, "an absolute or empty path");
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw refusal(XdmFault.UNSAFE_PATH, path, "a path out of the archive");
            }
        }
        return path;
    }

    /** UTF-8 where it says so or is so; else what it may be, the most likely first. */
    private List<String> paths(int at, int length, int flags) {
        try {
            String path = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(zip.slice(at, length))
                    .toString();
            return List.of(path.replace('\\', '/'));
        } catch (CharacterCodingException notUtf8) {
            if ((flags & 0x800) != 0) {
                throw new XdmRefusedException(XdmFault.DAMAGED, "", "a name that is no UTF-8", notUtf8);
            }
            return OLD_ALPHABETS.stream()
                    .map(alphabet -> alphabet.decode(zip.slice(at, length)).toString())
                    .map(path -> path.replace('\\', '/'))
                    .distinct()
                    .toList();
        }
    }

    private byte[] stored(Entry file) {
        if (file.compressed() != file.size()) {
            throw refusal(XdmFault.WRONG_SIZE, file.path(), "is not as large as the directory says");
        }
        byte[] content = new byte[(int) file.size()];
        zip.get(file.offset(), content);
        return content;
    }

    private byte[] inflated(Entry file) {
        byte[] content = new byte[(int) file.size()];
        byte[] beyond = new byte[1];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(octets, file.offset(), (int) file.compressed());
            int count = 0;
            while (!inflater.finished()) {
                boolean full = count == content.length;
                int more = full ? inflater.inflate(beyond) : inflater.inflate(content, count, content.length - count);
                if (full && more > 0) {
                    throw refusal(XdmFault.WRONG_SIZE, file.path(), "is larger than the directory says");
                }
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw refusal(XdmFault.TRUNCATED, file.path(), "truncated");
                }
                count += more;
            }
            if (count != content.length) {
                throw refusal(XdmFault.WRONG_SIZE, file.path(), "is not as large as the directory says");
            }
            return content;
        } catch (DataFormatException e) {
            throw new XdmRefusedException(XdmFault.DAMAGED, file.path(), "damaged", e);
        }
    }

    private int unsigned(int at) {
        return zip.getShort(at) & 0xFFFF;
    }

    private static XdmRefusedException refusal(XdmFault fault, String path, String why) {
        return new XdmRefusedException(fault, path, why);
    }
}
