package fr.pli.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Base64 as SASL profiles use it: one line, padded, canonical (RFC 4648 sections 3.2, 3.3 and 3.5). */
final class SaslBase64 {

    /** The longest response in octets of base64; a PSC token takes two to three thousand. */
    static final int LONGEST = 16 * 1024;

    private SaslBase64() {}

    /** @throws SaslSyntaxException if it is anything but the one encoding of some octets, or too long */
    static byte[] decode(byte[] line) throws SaslSyntaxException {
        if (line.length > LONGEST) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "response longer than " + LONGEST + " octets");
        }
        try {
            byte[] octets = Base64.getDecoder().decode(line);
            if (Arrays.equals(Base64.getEncoder().encode(octets), line)) {
                return octets;
            }
        } catch (IllegalArgumentException e) {
            throw notBase64();
        }
        throw notBase64();
    }

    /** An initial response, where a lone {@code =} stands for an empty one (RFC 4954 section 4, RFC 4959 section 3). */
    static byte[] decodeInitial(byte[] argument) throws SaslSyntaxException {
        return argument.length == 1 && argument[0] == '=' ? new byte[0] : decode(argument);
    }

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static SaslSyntaxException notBase64() {
        return new SaslSyntaxException(Reason.RESPONSE_NOT_BASE64, "response is not base64");
    }
}
