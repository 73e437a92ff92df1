package fr.pli.imap.syntax;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Mailbox names as IMAP4rev1 writes them (RFC 3501 section 5.1.3). Each name has one form; any other is refused. */
public final class ModifiedUtf7 {

    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getDecoder();

    private ModifiedUtf7() {}

    /** @param text without half surrogate pairs */
    public static String encode(String text) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '&') {
                out.append("&-");
                i++;
            } else if (isPrintableAscii(c)) {
                out.append(c);
                i++;
            } else {
                int end = i;
                while (end < text.length() && !isPrintableAscii(text.charAt(end))) {
                    end++;
                }
                byte[] utf16 = text.substring(i, end).getBytes(StandardCharsets.UTF_16BE);
                out.append('&')
                        .append(ENCODER.encodeToString(utf16).replace('/', ','))
                        .append('-');
                i = end;
            }
        }
        return out.toString();
    }

    /** @throws ImapSyntaxException if {@code encoded} is not what {@link #encode} makes of any text */
    public static String decode(String encoded) throws ImapSyntaxException {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < encoded.length()) {
            char c = encoded.charAt(i);
            if (!isPrintableAscii(c)) {
                throw wrong(encoded);
            }
            if (c != '&') {
                out.append(c);
                i++;
                continue;
            }
            int end = encoded.indexOf('-', i);
            if (end < 0) {
                throw wrong(encoded);
            }
            out.append(end == i + 1 ? "&" : utf16(encoded, i + 1, end));
            i = end + 1;
        }
        String text = out.toString();
        if (!encode(text).equals(encoded)) {
            throw wrong(encoded);
        }
        return text;
    }

    /** Whether {@link #decode} takes it. */
    public static boolean isWellFormed(String encoded) {
        try {
            decode(encoded);
            return true;
        } catch (ImapSyntaxException _) {
            return false;
        }
    }

    private static String utf16(String encoded, int from, int to) throws ImapSyntaxException {
        String base64 = encoded.substring(from, to);
        if (base64.indexOf('/') >= 0) {
            throw wrong(encoded);
        }
        try {
            byte[] octets = DECODER.decode(base64.replace(',', '/'));
            return StandardCharsets.UTF_16BE
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw wrong(encoded);
        }
    }

    private static boolean isPrintableAscii(char c) {
        return c >= 0x20 && c <= 0x7e;
    }

    private static ImapSyntaxException wrong(String encoded) {
        return new ImapSyntaxException("expected modified UTF-7", encoded);
    }
}
