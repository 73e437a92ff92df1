package fr.pli.prosanteconnect;

import java.time.Duration;

/** What a test can do to the stand-in, from Java and over its test entry point alike. None of it exists at PSC. */
final class Switches {

    private final Realm realm;
    private final Keys keys;
    private final Mint mint;
    private final Examination examination;
    private final Porter porter;

    Switches(Realm realm, Keys keys, Mint mint, Examination examination, Porter porter) {
        this.realm = realm;
        this.keys = keys;
        this.mint = mint;
        this.examination = examination;
        this.porter = porter;
    }

    void outage(Outage outage) {
        porter.switchTo(outage);
    }

    void slow(Duration delay) {
        porter.slow(delay);
    }

    void lifetimes(Lifetimes lifetimes) {
        realm.lifetimes(lifetimes);
    }

    void rotateKeys() {
        keys.rotate();
    }

    /** Makes one token inactive. */
    void revoke(String token) {
        examination
                .authentic(token)
                .ifPresent(claims -> realm.revoke(claims.path("jti").asString()));
    }

    /** Ends the session that a token comes from, and with it all of its tokens. */
    void endSession(String token) {
        examination
                .authentic(token)
                .ifPresent(claims -> realm.end(claims.path("sid").asString()));
    }

    /** A token without a log-in, of a session of its own. */
    String token(TokenKind kind, String professionalId, String clientId) {
        Professional who = realm.professional(professionalId).orElseGet(() -> Professional.unknown(professionalId));
        Session session = realm.logIn(who);
        return switch (kind) {
            case GOOD -> mint.access(session, clientId, "").value();
            case EXPIRED -> mint.expired(session, clientId).value();
            case FORGED -> mint.forged(session, clientId).value();
            case REFRESH -> mint.refresh(session, clientId, "").value();
        };
    }
}
