package fr.pli.wire;

import fr.pli.mss.MssAddress;
import fr.pli.mss.MssSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What all mechanisms read in the same way. */
final class SaslText {

    private SaslText() {}

    /** @throws SaslSyntaxException if it is not UTF-8 */
    static String utf8(byte[] response) throws SaslSyntaxException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(response))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "response is not UTF-8");
        }
    }

    /** @throws SaslSyntaxException if it is empty, or no address and so no BAL */
    static MssAddress mailbox(String text) throws SaslSyntaxException {
        if (text.isEmpty()) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "no mailbox");
        }
        try {
            return MssAddress.parse(text);
        } catch (MssSyntaxException e) {
            throw new SaslSyntaxException(Reason.BAL_UNKNOWN, "mailbox is no address");
        }
    }
}
