package fr.pli.operator.rules;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.psc.TokenValidator;
import fr.pli.psc.TokenVerdict;
import fr.pli.registry.Bal;
import fr.pli.registry.BalAccess;
import fr.pli.registry.Connections;
import fr.pli.registry.Registry;
import fr.pli.registry.Right;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import fr.pli.wire.Authority;
import fr.pli.wire.GrantState;
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
public final class BalAuthority implements Authority {

    private static final Logger log = LoggerFactory.getLogger(BalAuthority.class);
    /** Who is not known. */
    private static final String NOBODY = "-";

    private final Registry registry;
    private final TokenValidator tokens;
    private final CertificateCheck certificates;
    private final Connections connections;
    private final Set<Right> opening;
    private final OpenGrants grants;
    private final RefusedLogins refusals;

    /**
     * @param opening rights of which a person needs one
     * @param grants where sessions that were let in are watched
     * @param refusals where those that were not are written down
     */
    public BalAuthority(
            Registry registry,
            TokenValidator tokens,
            CertificateCheck certificates,
            Connections connections,
            Set<Right> opening,
            OpenGrants grants,
            RefusedLogins refusals) {
        this.registry = registry;
        this.tokens = tokens;
        this.certificates = certificates;
        this.connections = connections;
        this.opening = opening;
        this.grants = grants;
        this.refusals = refusals;
    }

    @Override
    public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
        Optional<BalAccess> access;
        try {
            access = registry.access(mailbox);
        } catch (StoreUnavailableException e) {
            return storeUnreachable(e);
        }
        Optional<Reason> closed = AccessRule.closedToPersons(access);
        if (closed.isPresent()) {
            return refusals.refused(NOBODY, closed.get(), mailbox, peer);
        }
        return switch (tokens.validate(token)) {
            case TokenVerdict.Active(IdNatPs person, var until) -> person(person, access.get(), mailbox, peer);
            case TokenVerdict.Rejected(TokenVerdict.Cause cause) ->
                refusals.refused(NOBODY, reason(cause), mailbox, peer);
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
                    yield application(registry.access(mailbox), identity, mailbox, peer);
                } catch (StoreUnavailableException e) {
                    yield storeUnreachable(e);
                }
            }
            case CertificateVerdict.Refused(var cause, String detail) ->
                refusals.refused(subject(peer), reason(cause), mailbox, peer);
            case CertificateVerdict.Unknown unknown -> {
                log.warn("revocation cannot be told session={} detail=\"{}\"", peer.session(), unknown.detail());
                yield new SaslStep.Unavailable(Reason.REVOCATION_UNKNOWN);
            }
        };
    }

    private SaslStep.Outcome person(IdNatPs person, BalAccess access, MssAddress mailbox, SaslPeer peer) {
        AccessRule.Person rule = new AccessRule.Person(person, opening, grants.clock());
        return switch (rule.judge(Optional.of(access))) {
            case GrantState.Ended(Reason reason) -> refusals.refused(person.value(), reason, mailbox, peer);
            case GrantState.Holds now ->
                granted(new Identity.Professional(person), access.bal(), Connections.Means.PSC, rule, now);
        };
    }

    private SaslStep.Outcome application(
            Optional<BalAccess> access, PeerIdentity identity, MssAddress mailbox, SaslPeer peer) {
        AccessRule.Application rule = new AccessRule.Application(identity.structure(), peer.chain(), certificates);
        return switch (rule.judgeStructure(access)) {
            case GrantState.Ended(Reason reason) ->
                refusals.refused(identity.structure().value(), reason, mailbox, peer);
            case GrantState.Holds now ->
                granted(
                        new Identity.Structure(identity.structure(), identity.subject()),
                        access.orElseThrow().bal(),
                        Connections.Means.CERT,
                        rule,
                        now);
        };
    }

    private SaslStep.Granted granted(Identity who, Bal bal, Connections.Means means, AccessRule rule, GrantState now) {
        connections.note(bal.id(), means);
        return new SaslStep.Granted(who, bal.address(), grants.open(bal.address(), rule, now));
    }

    /** As it says of itself: it is not proven. */
    private static String subject(SaslPeer peer) {
        return peer.chain().isEmpty()
                ? NOBODY
                : peer.chain().getFirst().getSubjectX500Principal().getName();
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

    static Reason reason(CertificateVerdict.Cause cause) {
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
