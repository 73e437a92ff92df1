package fr.pli.registry;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a person may do with a BAL ORG or CAB, and for what time.
 *
 * @param rights {@link Right#WRITE} never without {@link Right#READ}
 * @param from the first moment
 * @param until the first moment after
 */
public record GivenRights(Set<Right> rights, Optional<Instant> from, Optional<Instant> until) {

    /** Adds READ to WRITE. @throws IllegalArgumentException if {@code until} is not after {@code from} */
    public GivenRights {
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new IllegalArgumentException("until " + until.get() + " is not after from " + from.get());
        }
        Set<Right> all = rights.isEmpty() ? EnumSet.noneOf(Right.class) : EnumSet.copyOf(rights);
        if (all.contains(Right.WRITE)) {
            all.add(Right.READ);
        }
        rights = Set.copyOf(all);
    }

    /** Without a bound in time. */
    public static GivenRights always(Set<Right> rights) {
        return new GivenRights(rights, Optional.empty(), Optional.empty());
    }

    /** Whether this may be done at that time. */
    public boolean allow(Right right, Instant at) {
        return rights.contains(right)
                && from.filter(at::isBefore).isEmpty()
                && until.filter(end -> !at.isBefore(end)).isEmpty();
    }
}
