package fr.pli.wire;

import fr.pli.mss.MssAddress;

/**
 * PLAIN (RFC 4616) beside a client certificate: the login is the BAL APP, the certificate proves the structure, the password means
 * nothing (SEED-15). Spec: api-lps.md section 9.
 */
public record Plain(Authority authority) implements SaslMechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public SaslExchange start(SaslPeer peer) {
        return new CertificateExchange(name(), peer, authority, Plain::mailbox);
    }

    /** What a client says of itself. The password may be empty. */
    record Message(MssAddress mailbox, String password) {}

    /** The BAL that is named. @throws SaslSyntaxException as {@link #message} */
    static MssAddress mailbox(byte[] response) throws SaslSyntaxException {
        return message(response).mailbox();
    }

    /**
     * <pre>message = [authzid] NUL authcid NUL passwd</pre>
     *
     * @throws SaslSyntaxException if it is of another form, or {@code authzid} names another than {@code authcid}
     */
    static Message message(byte[] response) throws SaslSyntaxException {
        String text = SaslText.utf8(response);
        int first = text.indexOf('\0');
        int second = text.indexOf('\0', first + 1);
        if (first < 0 || second < 0 || text.indexOf('\0', second + 1) >= 0) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "not authzid NUL authcid NUL password");
        }
        MssAddress mailbox = SaslText.mailbox(text.substring(first + 1, second));
        if (first > 0 && !SaslText.mailbox(text.substring(0, first)).equals(mailbox)) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "authzid is not the authcid");
        }
        return new Message(mailbox, text.substring(second + 1));
    }
}
