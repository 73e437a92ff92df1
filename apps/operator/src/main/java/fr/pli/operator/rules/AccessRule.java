package fr.pli.operator.rules;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.registry.BalAccess;
import fr.pli.registry.Right;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateVerdict;
import fr.pli.wire.GrantState;
import fr.pli.wire.MailAccess;
import fr.pli.wire.Reason;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What somebody may do with a BAL as the registry is now: the one rule for who logs in and for who is here already. */
sealed interface AccessRule {

    GrantState judge(Optional<BalAccess> access);

    /**
     * Somebody known by a token (SEED-12).
     *
     * @param opening rights of which one is needed
     */
    record Person(IdNatPs id, Set<Right> opening, InstantSource clock) implements AccessRule {

        @Override
        public GrantState judge(Optional<BalAccess> access) {
            Optional<Reason> closed = closedToPersons(access);
            if (closed.isPresent()) {
                return new GrantState.Ended(closed.get());
            }
            if (opening.stream().noneMatch(right -> may(access.orElseThrow(), right))) {
                return new GrantState.Ended(Reason.PERSON_WITHOUT_RIGHT);
            }
            return new GrantState.Holds(may(access.orElseThrow(), Right.WRITE) ? MailAccess.CHANGE : MailAccess.READ);
        }

        private boolean may(BalAccess access, Right right) {
            return access.allows(id, right, clock.instant());
        }
    }

    /** An application of a structure, known by its certificate (SEED-15). */
    record Application(IdNatStruct structure, List<X509Certificate> chain, CertificateCheck certificates)
            implements AccessRule {

        /** Not knowing whether the certificate is revoked by now is no reason to end what began well. */
        @Override
        public GrantState judge(Optional<BalAccess> access) {
            GrantState state = judgeStructure(access);
            return state instanceof GrantState.Holds
                            && certificates.now(chain) instanceof CertificateVerdict.Refused(var cause, String _)
                    ? new GrantState.Ended(BalAuthority.reason(cause))
                    : state;
        }

        /** All but the certificate. */
        GrantState judgeStructure(Optional<BalAccess> access) {
            if (access.isEmpty()) {
                return new GrantState.Ended(Reason.BAL_UNKNOWN);
            }
            if (access.get().bal().type().isForPersons()) {
                return new GrantState.Ended(Reason.BAL_NOT_FOR_APPLICATIONS);
            }
            if (!access.get().belongsTo(structure)) {
                return new GrantState.Ended(Reason.STRUCTURE_DOES_NOT_OWN_BAL);
            }
            return open(access.get());
        }
    }

    /** Whoever knew the password, while such listeners are open (SEED-04). */
    record Holder(BooleanSupplier transition) implements AccessRule {

        @Override
        public GrantState judge(Optional<BalAccess> access) {
            if (!transition.getAsBoolean()) {
                return new GrantState.Ended(Reason.LEGACY_CLOSED);
            }
            return access.isEmpty() ? new GrantState.Ended(Reason.BAL_UNKNOWN) : open(access.get());
        }
    }

    /** Why no person at all opens it; empty if one may. */
    static Optional<Reason> closedToPersons(Optional<BalAccess> access) {
        if (access.isEmpty()) {
            return Optional.of(Reason.BAL_UNKNOWN);
        }
        if (!access.get().bal().type().isForPersons()) {
            return Optional.of(Reason.BAL_NOT_FOR_PERSONS);
        }
        return access.get().bal().state().isOpen() ? Optional.empty() : Optional.of(Reason.BAL_SUSPENDED);
    }

    private static GrantState open(BalAccess access) {
        return access.bal().state().isOpen()
                ? new GrantState.Holds(MailAccess.CHANGE)
                : new GrantState.Ended(Reason.BAL_SUSPENDED);
    }
}
