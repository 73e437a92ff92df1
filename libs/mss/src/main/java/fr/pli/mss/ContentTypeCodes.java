package fr.pli.mss;

import java.util.Map;

/**
 * The contentTypeCode of a submission set: what activity it comes from, ANS value set JDV_J03: a code of TRE_R209-TypeActivite where the
 * encounter tells it, else the sector of the structure (TRE_R02-SecteurActivite).
 */
public final class ContentTypeCodes {

    private static final String ACTIVITY = "1.2.250.1.213.2.2";
    private static final String SECTOR = "1.2.250.1.71.4.2.4";

    private static final Coded CONSULTATION = new Coded("07", ACTIVITY, "Consultation Soins Externes");

    /** By the code of {@code componentOf/encompassingEncounter}: HL7 ActEncounterCode and its French complement. */
    private static final Map<String, Coded> BY_ENCOUNTER = Map.of(
            "AMB", CONSULTATION,
            "EXTERNE", CONSULTATION,
            "IMP", new Coded("03", ACTIVITY, "Hospitalisation complète (non compris hospitalisation de semaine)"),
            "ACUTE", new Coded("03", ACTIVITY, "Hospitalisation complète (non compris hospitalisation de semaine)"),
            "NONAC", new Coded("03", ACTIVITY, "Hospitalisation complète (non compris hospitalisation de semaine)"),
            "SS", new Coded("04", ACTIVITY, "Hospitalisation de Jour"),
            "SEANCE", new Coded("04", ACTIVITY, "Hospitalisation de Jour"));

    private ContentTypeCodes() {}

    /** The code for a document; a consultation where nothing is said. */
    public static Coded of(CdaAct act) {
        Coded byEncounter = BY_ENCOUNTER.get(act.encounter().code());
        if (byEncounter != null) {
            return byEncounter;
        }
        return act.facility().system().equals(SECTOR) ? act.facility() : CONSULTATION;
    }
}
