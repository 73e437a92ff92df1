package fr.pli.psc;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssSyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What a PSC token says, or introspection says of it. A text that is absent is empty, a date that is absent is {@link Instant#EPOCH}. Spec:
 * psc.md sections 5 and 6.
 *
 * @param issuer {@code iss}
 * @param subject {@code sub}, at PSC {@code f:…:}IdNat_PS
 * @param type {@code typ}: {@code Bearer} of an access token
 * @param client {@code azp}, else {@code client_id}: the software that logged the person in
 * @param audience {@code aud}, which PSC leaves out of access tokens
 * @param tokenId {@code jti}
 * @param session {@code sid}, else {@code session_state}
 * @param level {@code acr}, the last one
 */
public record TokenClaims(
        String issuer,
        String subject,
        String type,
        String client,
        List<String> audience,
        String tokenId,
        String session,
        String level,
        String scope,
        String nonce,
        String subjectNameId,
        String username,
        Instant issued,
        Instant expires) {

    private static final Pattern FEDERATED = Pattern.compile("f:[^:]*:(.+)", Pattern.DOTALL);
    private static final long YEAR_9999 = 253_402_300_799L;

    static TokenClaims of(JsonObject json) {
        return new TokenClaims(
                json.text("iss"),
                json.text("sub"),
                json.text("typ"),
                first(json.text("azp"), json.text("client_id")),
                json.texts("aud"),
                json.text("jti"),
                first(json.text("sid"), json.text("session_state")),
                json.text("acr"),
                json.text("scope"),
                json.text("nonce"),
                json.text("SubjectNameID"),
                json.text("preferred_username"),
                instant(json.seconds("iat")),
                instant(json.seconds("exp")));
    }

    /**
     * The person: {@code SubjectNameID}, else {@code preferred_username}, else the tail of {@code sub}. Empty if none is there or the first one
     * is no IdNat_PS.
     */
    public Optional<IdNatPs> person() {
        return idNatPs(personId());
    }

    /** False if both name a person, or both a subject, and not the same. */
    boolean mayBeOfSamePersonAs(TokenClaims other) {
        return agree(personId(), other.personId()) && agree(subject, other.subject);
    }

    /** The same token, of the person that {@code other} names. */
    TokenClaims withPersonOf(TokenClaims other) {
        return new TokenClaims(
                issuer,
                other.subject,
                type,
                client,
                audience,
                tokenId,
                session,
                level,
                scope,
                nonce,
                other.subjectNameId,
                other.username,
                issued,
                expires);
    }

    /** The text of it, whatever it is. */
    String personId() {
        return first(subjectNameId, first(username, tail(subject)));
    }

    private static boolean agree(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    static Optional<IdNatPs> idNatPs(String text) {
        try {
            return Optional.of(new IdNatPs(text));
        } catch (MssSyntaxException e) {
            return Optional.empty(); // which the caller refuses by name
        }
    }

    private static String tail(String subject) {
        var matcher = FEDERATED.matcher(subject);
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String first(String one, String other) {
        return one.isEmpty() ? other : one;
    }

    private static Instant instant(OptionalLong seconds) {
        long value = seconds.orElse(0);
        return value > 0 && value <= YEAR_9999 ? Instant.ofEpochSecond(value) : Instant.EPOCH;
    }
}
