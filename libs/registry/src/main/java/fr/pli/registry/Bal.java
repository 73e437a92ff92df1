package fr.pli.registry;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import java.util.Optional;

/**
 * A BAL as the registry has it. Spec: bal-and-annuaire.md section 1.
 *
 * @param id of the row
 * @param holder the professional it is tied to; there for PER and CAB
 * @param structure the structure it is tied to; there for ORG and APP, and for a PER that is tied to both
 * @param listeRouge whether it is kept out of the Annuaire
 * @param quota octets; 0 means none
 */
public record Bal(
        long id,
        MssAddress address,
        BalType type,
        Optional<IdNatPs> holder,
        Optional<IdNatStruct> structure,
        String description,
        BalState state,
        boolean listeRouge,
        long quota) {}
