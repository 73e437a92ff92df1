package fr.pli.operator;

import fr.pli.imap.StoreUnavailableException;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.psc.TokenValidator;
import fr.pli.psc.TokenVerdict;
import fr.pli.store.Bal;
import fr.pli.store.BalAccess;
import fr.pli.store.Connections;
import fr.pli.store.Registry;
import fr.pli.store.Right;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import fr.pli.wire.Authority;
import fr.pli.wire.Identity;
import fr.pli.wire.Reason;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslStep;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may open which BAL. Persons: the BAL first, then the token at PSC, then the person's right on the BAL (MSS 7.x, SEED-12, SEED-49).
 * Applications: the certificate, the BAL, then whether the BAL is of the certificate's structure (MSS 10.x, SEED-15). Spec: api-lps.md sections 6 and 9.
 */
final class BalAuthority implements Authority {

    private static final Logger log = LoggerFactory.getLogger(BalAuthority.class);

    private final Registry registry;
    private final TokenValidator tokens;
    private final CertificateCheck certificates;
    private final Connections connections;
    private final Set<Right> opening;

    /** @param opening rights of which a person needs one */
    BalAuthority(
            Registry registry,
            TokenValidator tokens,
            CertificateCheck certificates,
            Connections connections,
            Set<Right> opening) {
        this.registry = registry;
        this.tokens = tokens;
        this.certificates = certificates;
        this.connections = connections;
        this.opening = opening;
    }

    @Override
    public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
        Optional<BalAccess> access;
        try {
            access = registry.access(mailbox);
        } catch (StoreUnavailableException e) {
            return storeUnreachable(e);
        }
        if (access.isEmpty()) {
            return new SaslStep.Refused(Reason.BAL_UNKNOWN);
        }
        if (!access.get().bal().type().isForPersons()) {
            return new SaslStep.Refused(Reason.BAL_NOT_FOR_PERSONS);
        }
        if (!access.get().bal().state().isOpen()) {
            return new SaslStep.Refused(Reason.BAL_SUSPENDED);
        }
        return switch (tokens.validate(token)) {
            case TokenVerdict.Active(IdNatPs person, var until) ->
                opening.stream().anyMatch(right -> access.get().allows(person, right))
                        ? granted(
                                new Identity.Professional(person), access.get().bal(), Connections.Means.PSC)
                        : new SaslStep.Refused(Reason.PERSON_WITHOUT_RIGHT);
            case TokenVerdict.Rejected(TokenVerdict.Cause cause) -> new SaslStep.Refused(reason(cause));
            case TokenVerdict.Unreachable unreachable -> {
                log.warn("psc out of reach session={} detail=\"{}\"", peer.session(), unreachable.detail());
                yield new SaslStep.Unavailable(Reason.PSC_UNREACHABLE);
            }
        };
    }

    @Override
    public SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer) {
        return switch (certificates.check(peer.chain())) {
            case CertificateVerdict.Valid(PeerIdentity identity) -> {
                try {
                    yield application(registry.access(mailbox), identity);
                } catch (StoreUnavailableException e) {
                    yield storeUnreachable(e);
                }
            }
            case CertificateVerdict.Refused(var cause, String detail) -> new SaslStep.Refused(reason(cause));
            case CertificateVerdict.Unknown unknown -> {
                log.warn("revocation cannot be told session={} detail=\"{}\"", peer.session(), unknown.detail());
                yield new SaslStep.Unavailable(Reason.REVOCATION_UNKNOWN);
            }
        };
    }

    private SaslStep.Outcome application(Optional<BalAccess> access, PeerIdentity identity) {
        if (access.isEmpty()) {
            return new SaslStep.Refused(Reason.BAL_UNKNOWN);
        }
        if (access.get().bal().type().isForPersons()) {
            return new SaslStep.Refused(Reason.BAL_NOT_FOR_APPLICATIONS);
        }
        if (!access.get().belongsTo(identity.structure())) {
            return new SaslStep.Refused(Reason.STRUCTURE_DOES_NOT_OWN_BAL);
        }
        if (!access.get().bal().state().isOpen()) {
            return new SaslStep.Refused(Reason.BAL_SUSPENDED);
        }
        return granted(
                new Identity.Structure(identity.structure(), identity.subject()),
                access.get().bal(),
                Connections.Means.CERT);
    }

    private SaslStep.Granted granted(Identity who, Bal bal, Connections.Means means) {
        connections.note(bal.id(), means);
        return new SaslStep.Granted(who, bal.address());
    }

    private static SaslStep.Outcome storeUnreachable(StoreUnavailableException e) {
        log.error("store out of reach reason=\"{}\"", e.toString());
        return new SaslStep.Unavailable(Reason.STORE_UNREACHABLE);
    }

    private static Reason reason(TokenVerdict.Cause cause) {
        return switch (cause) {
            case MALFORMED -> Reason.TOKEN_MALFORMED;
            case FORGED -> Reason.TOKEN_FORGED;
            case EXPIRED -> Reason.TOKEN_EXPIRED;
            case INACTIVE -> Reason.TOKEN_INACTIVE;
            case NOT_ACCEPTED -> Reason.TOKEN_NOT_ACCEPTED;
        };
    }

    private static Reason reason(CertificateVerdict.Cause cause) {
        return switch (cause) {
            case MISSING -> Reason.CERTIFICATE_MISSING;
            case OTHER_CA -> Reason.CERTIFICATE_OTHER_CA;
            case EXPIRED -> Reason.CERTIFICATE_EXPIRED;
            case REVOKED -> Reason.CERTIFICATE_REVOKED;
            case WRONG_PROFILE -> Reason.CERTIFICATE_WRONG_PROFILE;
            case TEST_CERTIFICATE -> Reason.CERTIFICATE_TEST;
            case OU_UNREADABLE -> Reason.CERTIFICATE_OU_UNREADABLE;
        };
    }
}
