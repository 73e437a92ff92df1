package fr.pli.mss;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
     */
    record Entry(String path, int method, long compressed, long size, int offset) {

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
    private static final Charset CP437 = Charset.forName("IBM437");

    private final byte[] octets;
    private final ByteBuffer zip;
    private final XdmLimits limits;
    private final List<Entry> files = new ArrayList<>();
    private long inflated;

    /** @throws MssSyntaxException if it is no such archive, or one that is refused */
    ZipArchive(byte[] octets, XdmLimits limits) {
        this.octets = octets;
        this.zip = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        try {
            readDirectory();
        } catch (IndexOutOfBoundsException e) {
            throw refusal("", "truncated", e);
        }
    }

    /** Its files, in the order of the directory; folders are left out. */
    List<Entry> files() {
        return files;
    }

    /** @throws MssSyntaxException if the file is damaged, or passes a limit */
    byte[] open(Entry file) {
        long room = limits.inflated() - inflated;
        long allowed = Math.min(room, Math.max(XdmLimits.FREE, file.compressed() * limits.ratio()));
        if (file.size() > allowed) {
            throw refusal(file.path(), "inflates to more than allowed");
        }
        byte[] content = file.method() == STORED ? stored(file) : inflated(file);
        if (content.length != file.size()) {
            throw refusal(file.path(), "is not as large as the directory says");
        }
        inflated += content.length;
        return content;
    }

    private void readDirectory() {
        int end = endOfDirectory();
        int count = unsigned(end + 10);
        int position = zip.getInt(end + 16);
        if (count == 0xFFFF || position < 0 || unsigned(end + 4) != 0 || unsigned(end + 8) != count) {
            throw refusal("", "ZIP64 or several volumes");
        }
        if (count > limits.entries()) {
            throw refusal("", count + " entries");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (zip.getInt(position) != CENTRAL_SIGNATURE) {
                throw refusal("", "damaged directory");
            }
            int nameLength = unsigned(position + 28);
            String path = path(position + CENTRAL_SIZE, nameLength, unsigned(position + 8));
            if (!path.endsWith("/")) {
                if (!names.add(path.toLowerCase(Locale.ROOT))) {
                    throw refusal(path, "there twice");
                }
                files.add(entry(position, path));
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
        throw refusal("", "not a ZIP archive");
    }

    private Entry entry(int central, String path) {
        int flags = unsigned(central + 8);
        int method = unsigned(central + 10);
        long compressed = zip.getInt(central + 20) & 0xFFFFFFFFL;
        long size = zip.getInt(central + 24) & 0xFFFFFFFFL;
        int madeBy = octets[central + 5];
        int mode = zip.getInt(central + 38) >>> 16;
        if ((flags & 1) != 0) {
            throw refusal(path, "encrypted");
        }
        if (madeBy == 3 && (mode & 0xF000) == UNIX_LINK) {
            throw refusal(path, "a link");
        }
        if (method != STORED && method != DEFLATED) {
            throw refusal(path, "compressed by method " + method);
        }
        int local = zip.getInt(central + 42);
        if (local < 0 || zip.getInt(local) != LOCAL_SIGNATURE) {
            throw refusal(path, "damaged directory");
        }
        int data = local + LOCAL_SIZE + unsigned(local + 26) + unsigned(local + 28);
        if (data + compressed > octets.length) {
            throw refusal(path, "truncated");
        }
        return new Entry(path, method, compressed, size, data);
    }

    /** Two files over the same octets are how a small archive inflates to a huge one. */
    private void refuseOverlaps() {
        List<Entry> byOffset = files.stream()
                .sorted((a, b) -> Integer.compare(a.offset(), b.offset()))
                .toList();
        for (int i = 1; i < byOffset.size(); i++) {
            Entry before = byOffset.get(i - 1);
            if (before.offset() + before.compressed() > byOffset.get(i).offset()) {
                throw refusal(byOffset.get(i).path(), "its data are those of another file");
            }
        }
    }

    private String path(int at, int length, int flags) {
        String path = name(at, length, flags).replace('\\', '/');
        if (path.isEmpty() || path.startsWith("/") || path.indexOf(':') >= 0 || path.indexOf('\0') >= 0) {
            throw refusal(path, "an absolute or empty path");
        }
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                throw refusal(path, "a path out of the archive");
            }
        }
        return path;
    }

    /** UTF-8 where it says so or is so; else the code page of the IBM PC, as APPNOTE says. */
    private String name(int at, int length, int flags) {
        ByteBuffer raw = zip.slice(at, length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
        } catch (CharacterCodingException notUtf8) {
            if ((flags & 0x800) != 0) {
                throw refusal("", "a name that is no UTF-8", notUtf8);
            }
            return CP437.decode(zip.slice(at, length)).toString();
        }
    }

    private byte[] stored(Entry file) {
        if (file.compressed() != file.size()) {
            throw refusal(file.path(), "is not as large as the directory says");
        }
        byte[] content = new byte[(int) file.size()];
        zip.get(file.offset(), content);
        return content;
    }

    private byte[] inflated(Entry file) {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(octets, file.offset(), (int) file.compressed());
            ByteArrayOutputStream content = new ByteArrayOutputStream((int) Math.min(file.size(), XdmLimits.FREE));
            byte[] block = new byte[16 * 1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(block);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw refusal(file.path(), "truncated");
                }
                content.write(block, 0, count);
                if (content.size() > file.size()) {
                    throw refusal(file.path(), "is larger than the directory says");
                }
            }
            return content.toByteArray();
        } catch (DataFormatException e) {
            throw refusal(file.path(), "damaged", e);
        }
    }

    private int unsigned(int at) {
        return zip.getShort(at) & 0xFFFF;
    }

    private static MssSyntaxException refusal(String path, String why) {
        return new MssSyntaxException("IHE_XDM.zip", path, why);
    }

    private static MssSyntaxException refusal(String path, String why, Exception cause) {
        MssSyntaxException refusal = refusal(path, why);
        refusal.initCause(cause);
        return refusal;
    }
}
