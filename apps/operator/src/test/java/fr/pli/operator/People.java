package fr.pli.operator;

import fr.pli.annuairestandin.AnnuaireStandIn;
import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.registry.Actor;
import fr.pli.registry.BalState;
import fr.pli.registry.FirstFolders;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.registry.Right;
import fr.pli.registry.Rights;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who has a BAL in the {@link House}. The professionals are those that the PSC stand-in knows. */
public final class People {

    public static final String DOMAIN = "ch-a.mssante.fr";
    /** A physician: {@code marie.martin} is her BAL PER, {@code cabinet.martin} her BAL CAB. */
    public static final IdNatPs MARIE = new IdNatPs("899700000017");
    /** Her colleague: {@code paul.durand}, and {@code plein}, which holds 1000 octets. */
    public static final IdNatPs PAUL = new IdNatPs("899700000025");
    /** May read {@code cardiologie} and send as it, and read {@code cabinet.martin}. */
    static final IdNatPs CLAIRE = new IdNatPs("899700000033");
    /** May read {@code cardiologie}. */
    static final IdNatPs YOUSSEF = new IdNatPs("899700000041");
    /** May do nothing. */
    public static final IdNatPs JEANNE = new IdNatPs("0459900012");
    /** Has the BAL ORG {@code cardiologie}, and {@code accueil}, where what comes from other operators goes. */
    static final IdNatStruct HOSPITAL = new IdNatStruct("1450000017");
    /** Has the BAL APP {@code resultats} and {@code archives}. */
    public static final IdNatStruct LABORATORY = new IdNatStruct("1690000028");
    /** Has nothing here. */
    static final IdNatStruct OTHER = new IdNatStruct("1590000035");

    private static final Actor TEST = new Actor("test", "house");

    private People() {}

    public static MssAddress bal(String local) {
        return new MssAddress(local, DOMAIN);
    }

    /** The Annuaire knows all but {@link #OTHER}. */
    static AnnuaireStandIn knownTo(AnnuaireStandIn annuaire) {
        for (IdNatPs one : List.of(MARIE, PAUL, CLAIRE, YOUSSEF, JEANNE)) {
            annuaire.professional(one.value(), "DE TEST", "Personne");
        }
        return annuaire.structure(HOSPITAL.value(), "Hôpital").structure(LABORATORY.value(), "Laboratoire");
    }

    /** Into BAL without folders, for transcripts count what they make; whoever gets one later has those of the house. */
    static void moveIn(House house) {
        try {
            Registry registry = new Registry(house.bean(Database.class), FirstFolders.NONE);
            registry.addDomain(DOMAIN, TEST);
            registry.create(NewBal.per(bal("marie.martin"), MARIE), TEST);
            registry.create(NewBal.per(bal("paul.durand"), PAUL), TEST);
            registry.create(NewBal.per(bal("plein"), PAUL).withQuota(1000), TEST);
            registry.create(NewBal.per(bal("suspendu"), MARIE), TEST);
            registry.moveTo(BalState.SUSPENDED, bal("suspendu"), TEST);
            registry.create(cabinet(bal("cabinet.martin")), TEST);
            registry.create(NewBal.org(bal("cardiologie"), HOSPITAL), TEST);
            registry.create(NewBal.org(bal("accueil"), HOSPITAL), TEST);
            registry.create(NewBal.org(bal("reponse.automatique"), HOSPITAL), TEST);
            registry.create(NewBal.app(bal("resultats"), LABORATORY), TEST);
            registry.create(NewBal.app(bal("archives"), LABORATORY), TEST);
            Rights rights = house.bean(Rights.class);
            rights.set(bal("cardiologie"), CLAIRE, Set.of(Right.READ, Right.SEND), TEST);
            rights.set(bal("cardiologie"), YOUSSEF, Set.of(Right.READ), TEST);
            rights.set(bal("cabinet.martin"), CLAIRE, Set.of(Right.READ), TEST);
            rights.set(bal("accueil"), JEANNE, Set.of(Right.SEND), TEST);
        } catch (RegistryException e) {
            throw new IllegalStateException("nobody lived here before", e);
        }
    }

    private static NewBal cabinet(MssAddress address) {
        return new NewBal(address, BalType.CAB, Optional.of(MARIE), Optional.empty(), "", false, 0);
    }
}
