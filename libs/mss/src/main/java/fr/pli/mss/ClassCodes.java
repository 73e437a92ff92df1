package fr.pli.mss;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classCode of METADATA.XML, from the type of a document: ANS value set JDV_J06 by the table ASS_X04-CorrespondanceType-Classe-CISIS of
 * 23/02/2024. Types are LOINC or of {@code 1.2.250.1.213.1.1.4.12}; no code is in both.
 */
public final class ClassCodes {

    private static final String SYSTEM = "1.2.250.1.213.1.1.4.1";

    private static final Map<String, Coded> BY_TYPE = new HashMap<>();

    static {
        add(
                "10",
                "Compte rendu",
                List.of(
                        "10213-7",
                        "11488-4",
                        "11490-0",
                        "11493-4",
                        "11502-2",
                        "11505-5",
                        "11506-3",
                        "11526-1",
                        "11528-7",
                        "15507-7",
                        "15508-5",
                        "24611-6",
                        "27899-4",
                        "28653-4",
                        "29274-8",
                        "29554-3",
                        "34112-3",
                        "34749-2",
                        "34794-8",
                        "34874-8",
                        "34875-5",
                        "39256-3",
                        "46241-6",
                        "47420-5",
                        "51969-4",
                        "59283-2",
                        "60568-3",
                        "67851-6",
                        "70004-7",
                        "75482-0",
                        "75492-9",
                        "75496-0",
                        "75497-8",
                        "77436-4",
                        "78513-9",
                        "78601-2",
                        "83981-1",
                        "85208-7",
                        "93024-8",
                        "96349-6",
                        "BIL_AUTO",
                        "DOCPAT03",
                        "DOCPAT05",
                        "DOCPAT06"));
        add(
                "11",
                "Synthèse",
                List.of(
                        "18761-7",
                        "34133-9",
                        "34842-5",
                        "56445-0",
                        "57055-6",
                        "57057-2",
                        "57075-4",
                        "60591-5",
                        "68599-0",
                        "68817-6",
                        "74207-2",
                        "78489-2",
                        "80820-4",
                        "83836-7",
                        "83901-9",
                        "88348-8",
                        "89235-6",
                        "DOCPAT01",
                        "DOCPAT08",
                        "EXPORT_DUI",
                        "SYNTH"));
        add("31", "Imagerie médicale", List.of("18748-4", "52040-3", "DOCPAT04", "IMG-KOS"));
        add(
                "42",
                "Prescription",
                List.of(
                        "29551-9",
                        "52063-5",
                        "52521-2",
                        "55115-0",
                        "57828-6",
                        "57832-8",
                        "57833-6",
                        "61357-0",
                        "75468-9",
                        "DOCPAT02",
                        "PRESC-AAT",
                        "PRESC-BIO",
                        "PRESC-INF",
                        "PRESC-KINE",
                        "PRESC-ORTHOPHO",
                        "PRESC-ORTHOPTIE",
                        "PRESC-PEDI"));
        add("43", "Dispensation", List.of("29550-1", "60593-1", "DISP_AUT"));
        add(
                "44",
                "Plan de soins, protocole de soins",
                List.of("18776-5", "77604-7", "80771-9", "80788-3", "83869-8", "PROT_ALD"));
        add("45", "Traitement administré", List.of("80565-5"));
        add(
                "52",
                "Certificat, déclaration",
                List.of("11369-6", "87273-9", "89601-9", "96173-0", "96874-3", "CERT_DECL", "DOCPAT07"));
        add("60", "Données de remboursement", List.of("REMB"));
        add(
                "90",
                "Autres documents déposés par le patient",
                List.of("74465-6", "DOCPAT10", "EXPPAT_1", "EXPPAT_2", "EXPPAT_3"));
        add(
                "95",
                "Document de gestion",
                List.of(
                        "51851-4",
                        "56446-8",
                        "59284-0",
                        "86531-1",
                        "ATTEST-ASS-COMPL",
                        "ATTEST-DROITS-AM",
                        "ATTEST-HEBGT",
                        "ATTEST-RESID",
                        "AUTORIS-SOINS",
                        "CONTACTS-URGENCE",
                        "DOCPAT09",
                        "FICHE-CONTACTS",
                        "PIECE-IDENTITE"));
        add("99", "Document technique", List.of("FEUILLE-DE-STYLE"));
    }

    private ClassCodes() {}

    /** The class of a type; a type that the table does not know counts as a report. */
    public static Coded of(Coded type) {
        return BY_TYPE.getOrDefault(type.code(), new Coded("10", SYSTEM, "Compte rendu"));
    }

    private static void add(String code, String label, List<String> types) {
        Coded coded = new Coded(code, SYSTEM, label);
        types.forEach(type -> BY_TYPE.put(type, coded));
    }
}
