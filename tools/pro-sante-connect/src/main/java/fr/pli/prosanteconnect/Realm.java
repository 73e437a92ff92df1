package fr.pli.prosanteconnect;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the stand-in knows: people, sessions, what was revoked, and where its entry points are. */
final class Realm {

    static final String PATH = "/auth/realms/esante-wallet";
    static final String PROTOCOL = PATH + "/protocol/openid-connect";
    static final String AUTHORIZE = "/auth";
    static final String LOGIN = "/auth/connexion";

    private static final int SESSIONS_BEFORE_SWEEP = 1_000;

    private final Map<String, Professional> professionals = new ConcurrentHashMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private volatile Lifetimes lifetimes;
    private volatile @Nullable URI issuer;
    private volatile @Nullable URI wallet;

    Realm(Options options) {
        lifetimes = options.lifetimes();
        options.professionals().forEach(this::add);
    }

    void opened(URI issuerDoor, URI walletDoor) {
        issuer = issuerDoor.resolve(PATH);
        wallet = walletDoor.resolve(AUTHORIZE);
    }

    URI issuer() {
        return open(issuer);
    }

    URI authorize() {
        return open(wallet);
    }

    Lifetimes lifetimes() {
        return lifetimes;
    }

    void lifetimes(Lifetimes others) {
        lifetimes = others;
    }

    void add(Professional professional) {
        professionals.put(professional.id(), professional);
    }

    Optional<Professional> professional(String id) {
        return Optional.ofNullable(professionals.get(id));
    }

    List<Professional> professionals() {
        List<Professional> all = new ArrayList<>(professionals.values());
        all.sort((a, b) -> a.id().compareTo(b.id()));
        return all;
    }

    Session logIn(Professional professional) {
        if (sessions.size() >= SESSIONS_BEFORE_SWEEP) {
            sessions.values().removeIf(session -> !session.lives(lifetimes));
        }
        Session session = new Session(professional);
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> livingSession(String id) {
        return Optional.ofNullable(sessions.get(id)).filter(this::lives);
    }

    boolean lives(Session session) {
        return session.lives(lifetimes);
    }

    void end(String sessionId) {
        Session session = sessions.remove(sessionId);
        if (session != null) {
            session.end();
        }
    }

    void revoke(String jti) {
        revoked.add(jti);
    }

    boolean isRevoked(String jti) {
        return revoked.contains(jti);
    }

    private static URI open(@Nullable URI uri) {
        if (uri == null) {
            throw new IllegalStateException("not started yet");
        }
        return uri;
    }
}
