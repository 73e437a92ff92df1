package fr.pli.prosanteconnect;

import java.time.Instant;
import java.util.UUID;
import org.springframework.security.core.AuthenticatedPrincipal;

/** A professional logged in at PSC: what its cookie stands for and what the tokens of it hang on. */
final class Session implements AuthenticatedPrincipal {

    private final String id = UUID.randomUUID().toString();
    private final Professional professional;
    private final Instant start = Instant.now();
    private volatile Instant lastUse = start;
    private volatile boolean ended;

    Session(Professional professional) {
        this.professional = professional;
    }

    String id() {
        return id;
    }

    Professional professional() {
        return professional;
    }

    Instant start() {
        return start;
    }

    void use() {
        lastUse = Instant.now();
    }

    void end() {
        ended = true;
    }

    boolean lives(Lifetimes lifetimes) {
        Instant now = Instant.now();
        return !ended && now.isBefore(start.plus(lifetimes.session())) && now.isBefore(lastUse.plus(lifetimes.idle()));
    }

    @Override
    public String getName() {
        return professional.id();
    }
}
