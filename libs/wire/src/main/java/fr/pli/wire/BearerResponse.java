package fr.pli.wire;

import fr.pli.mss.MssAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mailbox and a bearer token, as XOAUTH2 and OAUTHBEARER carry them. Spec: api-lps.md section 5. */
record BearerResponse(MssAddress mailbox, String token) {

    private static final String SEPARATOR = "\1";
    private static final Pattern GS2_HEADER = Pattern.compile("[ny],a=([^,]*),");
    /** RFC 6750 section 2.1. */
    private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]++=*+");

    /**
     * <pre>user=MAILBOX ^A auth=Bearer TOKEN ^A ^A</pre>
     * Fields in any order; unknown ones are passed over.
     *
     * @throws SaslSyntaxException if a field is missing, doubled or not of its form
     */
    static BearerResponse xoauth2(byte[] response) throws SaslSyntaxException {
        String text = SaslText.utf8(response);
        return new BearerResponse(SaslText.mailbox(field(text, "user=")), bearer(field(text, "auth=")));
    }

    /**
     * <pre>n,a=MAILBOX, ^A auth=Bearer TOKEN ^A ^A</pre>
     * RFC 7628 section 3.1 on the GS2 header of RFC 5801 section 4; channel binding is not offered, host and port are passed over.
     *
     * @throws SaslSyntaxException if a part is missing, doubled or not of its form
     */
    static BearerResponse oauthbearer(byte[] response) throws SaslSyntaxException {
        String text = SaslText.utf8(response);
        int end = text.indexOf(SEPARATOR);
        Matcher header = GS2_HEADER.matcher(text.substring(0, Math.max(0, end)));
        if (!header.matches()) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "GS2 header is not n,a=mailbox,");
        }
        return new BearerResponse(
                SaslText.mailbox(saslname(header.group(1))), bearer(field(text.substring(end), "auth=")));
    }

    private static String saslname(String escaped) throws SaslSyntaxException {
        if (escaped.replace("=2C", "").replace("=3D", "").contains("=")) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "mailbox escapes other than =2C and =3D");
        }
        return escaped.replace("=2C", ",").replace("=3D", "=");
    }

    private static String field(String text, String key) throws SaslSyntaxException {
        List<String> found = Stream.of(text.split(SEPARATOR))
                .filter(field -> field.startsWith(key))
                .toList();
        if (found.size() > 1) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "field " + key + " twice");
        }
        return found.isEmpty() ? "" : found.getFirst().substring(key.length());
    }

    private static String bearer(String auth) throws SaslSyntaxException {
        int blank = auth.indexOf(' ');
        if (blank < 0 || !auth.substring(0, blank).equalsIgnoreCase("bearer")) {
            throw new SaslSyntaxException(Reason.RESPONSE_MALFORMED, "no auth=Bearer field");
        }
        String token = auth.substring(blank).strip();
        if (!B64TOKEN.matcher(token).matches()) {
            throw new SaslSyntaxException(Reason.TOKEN_MALFORMED, "token has characters that none has");
        }
        return token;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BearerResponse[" + mailbox + "]";
    }
}
