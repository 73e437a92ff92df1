package fr.pli.operator.rules;

import fr.pli.existing.ExistingImap;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.registry.BalAccess;
import fr.pli.registry.Connections;
import fr.pli.registry.Registry;
import fr.pli.wire.GrantState;
import fr.pli.wire.Identity;
import fr.pli.wire.MailAccess;
import fr.pli.wire.Password;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom a password lets in during the time of transition (SEED-04): the BAL is one of a domain that has such a time and is in it, is open, and the
 * existing system, where the passwords are, takes this one.
 */
public final class LegacyPasswords implements Password.Judge {

    private static final Logger log = LoggerFactory.getLogger(LegacyPasswords.class);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Registry registry;
    private final ExistingImap existing;
    private final Map<String, LocalDate> lastDays;
    private final Connections connections;
    private final InstantSource clock;
    private final Guesses guesses;
    private final OpenGrants grants;
    private final RefusedLogins refusals;

    /** @param lastDays of each domain, in lower case */
    public LegacyPasswords(
            Registry registry,
            ExistingImap existing,
            Map<String, LocalDate> lastDays,
            Connections connections,
            InstantSource clock,
            OpenGrants grants,
            RefusedLogins refusals) {
        this.registry = registry;
        this.existing = existing;
        this.lastDays = Map.copyOf(lastDays);
        this.connections = connections;
        this.clock = clock;
        this.grants = grants;
        this.refusals = refusals;
        this.guesses = new Guesses(clock);
    }

    @Override
    public SaslStep.Outcome password(String password, MssAddress mailbox, SaslPeer peer) {
        SaslStep.Outcome outcome = judge(password, mailbox, peer);
        return outcome instanceof SaslStep.Refused(Reason reason)
                ? refusals.refused("-", reason, mailbox, peer)
                : outcome;
    }

    private SaslStep.Outcome judge(String password, MssAddress mailbox, SaslPeer peer) {
        if (!isTransition(mailbox)) {
            return new SaslStep.Refused(Reason.LEGACY_CLOSED);
        }
        try {
            Optional<BalAccess> access = registry.access(mailbox);
            if (access.isEmpty()) {
                return new SaslStep.Refused(Reason.BAL_UNKNOWN);
            }
            if (!access.get().bal().state().isOpen()) {
                return new SaslStep.Refused(Reason.BAL_SUSPENDED);
            }
            MssAddress bal = access.get().bal().address();
            if (!guesses.take(bal)) {
                refusals.refused("-", Reason.PASSWORD_GUESSED, bal, peer);
                return new SaslStep.Unavailable(Reason.PASSWORD_GUESSED);
            }
            if (!isRight(bal, password)) {
                return new SaslStep.Refused(Reason.PASSWORD_WRONG);
            }
            connections.note(access.get().bal().id(), Connections.Means.SECOURS);
            AccessRule rule = new AccessRule.Holder(() -> isTransition(bal));
            return new SaslStep.Granted(
                    new Identity.Holder(bal), bal, grants.open(bal, rule, new GrantState.Holds(MailAccess.CHANGE)));
        } catch (StoreUnavailableException e) {
            log.error("out of reach session={} reason=\"{}\"", peer.session(), e.getMessage());
            return new SaslStep.Unavailable(Reason.STORE_UNREACHABLE);
        }
    }

    private boolean isTransition(MssAddress mailbox) {
        LocalDate last = lastDays.get(mailbox.domain());
        return last != null && !LocalDate.ofInstant(clock.instant(), PARIS).isAfter(last);
    }

    /** A guess was taken for it; it is given back unless the password is wrong. */
    private boolean isRight(MssAddress bal, String password) {
        boolean wrong = false;
        try {
            wrong = password.isEmpty() || !existing.accepts(bal, password);
            return !wrong;
        } finally {
            if (!wrong) {
                guesses.giveBack(bal);
            }
        }
    }
}
