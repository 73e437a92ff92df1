package fr.pli.registry;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * A BAL with all those who may open it (SEED-12, SEED-15; api-lps.md sections 6 and 9).
 *
 * @param rights by person; the holder of a PER or CAB needs none
 * @param structures its structure and all identifiers that count as the same
 */
public record BalAccess(Bal bal, Map<IdNatPs, GivenRights> rights, Set<IdNatStruct> structures) {

    /** Whether this person may do this at that time: as the holder, or by a right. */
    public boolean allows(IdNatPs person, Right right, Instant at) {
        GivenRights given = rights.get(person);
        return bal.holder().filter(person::equals).isPresent() || given != null && given.allow(right, at);
    }

    /** Whether it is a BAL of this structure, by any of its identifiers. */
    public boolean belongsTo(IdNatStruct structure) {
        return structures.contains(structure);
    }
}
