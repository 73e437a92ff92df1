package fr.pli.registry;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import java.util.Optional;

/** A BAL to be created; see {@link Bal}. Which of holder and structure must be there depends on the type. */
public record NewBal(
        MssAddress address,
        BalType type,
        Optional<IdNatPs> holder,
        Optional<IdNatStruct> structure,
        String description,
        boolean listeRouge,
        long quota) {

    /** A BAL PER. */
    public static NewBal per(MssAddress address, IdNatPs holder) {
        return new NewBal(address, BalType.PER, Optional.of(holder), Optional.empty(), "", false, 0);
    }

    /** A BAL ORG. */
    public static NewBal org(MssAddress address, IdNatStruct structure) {
        return new NewBal(address, BalType.ORG, Optional.empty(), Optional.of(structure), "", false, 0);
    }

    /** A BAL APP. */
    public static NewBal app(MssAddress address, IdNatStruct structure) {
        return new NewBal(address, BalType.APP, Optional.empty(), Optional.of(structure), "", false, 0);
    }

    /** The same with a quota in octets. */
    public NewBal withQuota(long octets) {
        return new NewBal(address, type, holder, structure, description, listeRouge, octets);
    }

    /** PER and CAB are tied to a professional, ORG and APP to a structure alone. */
    boolean ownerFitsType() {
        return switch (type) {
            case PER, CAB -> holder.isPresent();
            case ORG, APP -> structure.isPresent() && holder.isEmpty();
        };
    }
}
