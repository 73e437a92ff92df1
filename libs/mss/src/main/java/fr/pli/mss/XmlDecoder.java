package fr.pli.mss;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the octets of an XML document into characters, by its BOM or the encoding that it declares (XML 1.0 appendix F), strictly. The
 * JDK's XML reader would do so too, but it prints every octet that it cannot decode on the standard error.
 */
final class XmlDecoder {

    private static final int LOOK_AHEAD = 256;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    /** What documents are seen in; any other is refused. */
    private static final Map<String, Charset> KNOWN = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "iso-8859-15", Charset.forName("ISO-8859-15"),
            "windows-1252", Charset.forName("windows-1252"),
            "utf-16", StandardCharsets.UTF_16);

    private XmlDecoder() {}

    /** @throws MssSyntaxException if it declares an encoding that is not known here */
    static Reader open(String kind, InputStream in) throws IOException {
        BufferedInputStream octets = new BufferedInputStream(in);
        octets.mark(LOOK_AHEAD);
        byte[] head = octets.readNBytes(LOOK_AHEAD);
        octets.reset();
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            octets.skipNBytes(3);
            return strict(octets, StandardCharsets.UTF_8);
        }
        if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0xFF, 0xFE)) {
            return strict(octets, StandardCharsets.UTF_16);
        }
        Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        String name = declared.find() ? declared.group(1).toLowerCase(Locale.ROOT) : "utf-8";
        Charset charset = KNOWN.get(name);
        if (charset == null) {
            throw new MssSyntaxException(kind, name, "an encoding that is not accepted");
        }
        return strict(octets, charset);
    }

    private static Reader strict(InputStream octets, Charset charset) {
        return new InputStreamReader(
                octets,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static boolean startsWith(byte[] head, int... octets) {
        byte[] start = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            start[i] = (byte) octets[i];
        }
        return head.length >= start.length && Arrays.equals(head, 0, start.length, start, 0, start.length);
    }
}
