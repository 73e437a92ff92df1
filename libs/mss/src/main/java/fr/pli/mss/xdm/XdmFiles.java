package fr.pli.mss.xdm;

import fr.pli.mss.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of an archive, by what METADATA.XML calls them. A URI should be relative to the folder of METADATA.XML (IHE ITI TF-3 section
 * 4.2.3.2.28); writers also begin at a folder above, put {@code ./} or {@code /} before it, encode it as a URL or not, and compose accents
 * in another way than the archive does. Each file is opened once.
 */
final class XdmFiles {

    /** Folders above METADATA.XML that a URI may begin at. */
    private static final int MAX_UP = 8;

    private final ZipArchive zip;
    private final Map<String, ZipArchive.Entry> byName = new LinkedHashMap<>();
    private final Map<String, byte[]> opened = new HashMap<>();
    private @Nullable Map<String, ZipArchive.Entry> byHash;

    XdmFiles(ZipArchive zip) {
        this.zip = zip;
        for (ZipArchive.Entry file : zip.files()) {
            byName.put(key(file.path()), file);
        }
        for (ZipArchive.Entry file : zip.files()) {
            file.otherPaths().forEach(path -> byName.putIfAbsent(key(path), file));
        }
    }

    /** In the order of the archive. */
    List<ZipArchive.Entry> all() {
        return zip.files();
    }

    /** @throws XdmRefusedException if the file is damaged, or passes a limit */
    byte[] content(ZipArchive.Entry file) {
        return opened.computeIfAbsent(file.path(), _ -> zip.open(file));
    }

    /** The file that METADATA.XML means: that of the URI, else that with the hash. */
    Optional<ZipArchive.Entry> find(ZipArchive.Entry metadata, DocumentEntry entry) {
        return named(metadata, entry.uri()).or(() -> hashed(entry.hash()));
    }

    /** What a path is known by: one spelling of slashes, case and accents, and no step that leads nowhere; empty if it leaves the archive. */
    static String key(String path) {
        Deque<String> steps = new ArrayDeque<>();
        String plain = Normalizer.normalize(path.replace('\\', '/'), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT);
        for (String step : plain.split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return "";
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        return String.join("/", steps);
    }

    private Optional<ZipArchive.Entry> named(ZipArchive.Entry metadata, String uri) {
        if (uri.isBlank()) {
            return Optional.empty();
        }
        for (String path : spellings(uri.strip())) {
            boolean fromTop = path.startsWith("/") || path.startsWith("\\");
            ZipArchive.Entry top = byName.get(key(path));
            if (fromTop && top != null) {
                return Optional.of(top);
            }
            String folder = metadata.folder();
            for (int up = 0; up <= MAX_UP && !folder.isEmpty(); up++) {
                ZipArchive.Entry found = byName.get(key(folder + "/" + path));
                if (found != null) {
                    return Optional.of(found);
                }
                folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            }
            if (top != null) {
                return Optional.of(top);
            }
        }
        return Optional.empty();
    }

    private Optional<ZipArchive.Entry> hashed(String sha1) {
        if (sha1.isEmpty()) {
            return Optional.empty();
        }
        if (byHash == null) {
            byHash = new HashMap<>();
            for (ZipArchive.Entry file : zip.files()) {
                try {
                    byHash.putIfAbsent(Digests.sha1(content(file)), file);
                } catch (XdmRefusedException unreadable) {
                    // a file that no URI names need not be readable: it is not the one that is looked for
                }
            }
        }
        return Optional.ofNullable(byHash.get(sha1.toLowerCase(Locale.ROOT)));
    }

    /** As written; with {@code %20} decoded; with {@code +} for a blank too. */
    private static Set<String> spellings(String uri) {
        Set<String> all = new LinkedHashSet<>(List.of(uri, decoded(uri)));
        all.add(decoded(uri.replace('+', ' ')));
        return all;
    }

    /** RFC 3986 section 2.1, in UTF-8, or else in the Latin alphabet of Windows. What is no encoding stays as it is. */
    private static String decoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream(uri.length());
        for (int i = 0; i < uri.length(); ) {
            int high = digit(uri, i + 1);
            int low = digit(uri, i + 2);
            if (uri.charAt(i) == '%' && high >= 0 && low >= 0) {
                octets.write(high << 4 | low);
                i += 3;
            } else {
                int end = uri.offsetByCodePoints(i, 1);
                octets.writeBytes(uri.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return octets.toString(ZipArchive.WINDOWS);
        }
    }

    private static int digit(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), 16) : -1;
    }
}
