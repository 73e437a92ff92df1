package fr.pli.psc;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A JWT in compact form (RFC 7515 section 3.1), taken apart and not yet believed.
 *
 * @param signed what the signature is over
 * @param signature in base64url
 */
record SignedToken(String algorithm, String keyId, TokenClaims claims, String signed, String signature) {

    /** A PSC token has 1 to 2 KB. */
    static final int LONGEST = 16 * 1024;

    /** @throws PscSyntaxException if {@code text} is no JWT, or one with a critical header, which asks for more than we know */
    static SignedToken parse(String text) throws PscSyntaxException {
        if (text.length() > LONGEST) {
            throw new PscSyntaxException("token", "longer than " + LONGEST);
        }
        String[] parts = text.split("\\.", 4);
        if (parts.length != 3) {
            throw new PscSyntaxException("token", "expected three parts with dots between");
        }
        JsonObject header = JsonObject.read("token header", decode("token header", parts[0]));
        if (header.members().containsKey("crit")) {
            throw new PscSyntaxException("token header", "crit is not known here");
        }
        JsonObject claims = JsonObject.read("token claims", decode("token claims", parts[1]));
        decode("token signature", parts[2]);
        return new SignedToken(
                header.text("alg"), header.text("kid"), TokenClaims.of(claims), parts[0] + "." + parts[1], parts[2]);
    }

    private static String decode(String what, String part) throws PscSyntaxException {
        if (part.indexOf('=') >= 0) {
            throw new PscSyntaxException(what, "base64url is without padding here");
        }
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new PscSyntaxException(what, "expected base64url");
        }
    }
}
