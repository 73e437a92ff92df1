package fr.pli.mime;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Octets of a header as text: UTF-8 where they are that (RFC 6532), else windows-1252, which is what stray 8-bit octets mostly are. */
final class HeaderText {

    private HeaderText() {}

    static String of(byte[] octets, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (octets[i] < 0) {
                return notAscii(octets, from, length);
            }
        }
        return new String(octets, from, length, StandardCharsets.ISO_8859_1);
    }

    private static String notAscii(byte[] octets, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, from, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(octets, from, length, TextCharset.WINDOWS);
        }
    }
}
