package fr.pli.prosanteconnect;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What userinfo says of a professional, in PSC's layout: what is absent is an empty string. Spec: psc.md section 7. */
final class UserInfo {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final List<String> EMPTY_IN_ACTIVITY = List.of(
            "codeSectionPharmacien",
            "codeRole",
            "numeroSiretSite",
            "numeroSirenSite",
            "numeroFinessetablissementJuridique",
            "identifiantTechniqueDeLaStructure",
            "enseigneCommercialeSite",
            "complementDestinataire",
            "complementPointGeographique",
            "numeroVoie",
            "indiceRepetitionVoie",
            "codeTypeDeVoie",
            "libelleVoie",
            "mentionDistribution",
            "bureauCedex",
            "codeCommune",
            "codePays",
            "telephone",
            "telephone2",
            "telecopie",
            "adresseEMail",
            "ancienIdentifiantDeLaStructure",
            "autoriteDenregistrement");

    private UserInfo() {}

    static ObjectNode of(Session session) {
        Professional who = session.professional();
        ObjectNode info = JSON.createObjectNode();
        info.put("Secteur_Activite", who.sector().isEmpty() ? "" : who.sector() + "^1.2.250.1.71.4.2.4");
        info.put("sub", Mint.sub(session));
        info.put("email_verified", false);
        info.put("SubjectOrganization", who.organization());
        info.put("Mode_Acces_Raison", "");
        info.put("preferred_username", who.id());
        info.put("given_name", who.givenName());
        info.put("Acces_Regulation_Medicale", "FAUX");
        info.put("UITVersion", "1.0");
        info.put("Palier_Authentification", "APPPRIP3^1.2.250.1.213.1.5.1.1.1");
        if (who.isActive()) {
            info.set("SubjectRefPro", subjectRefPro(who));
        }
        info.put("SubjectOrganizationID", who.organizationId());
        info.putArray("SubjectRole").add(who.profession() + "^1.2.250.1.213.1.1.5.5");
        info.put("PSI_Locale", "1.2.250.1.213.1.3.1.1");
        info.putArray("otherIds")
                .addObject()
                .put("identifiant", who.id())
                .put("origine", "EDIT")
                .put("qualite", 1);
        info.put("SubjectNameID", who.id());
        info.put("family_name", who.familyName());
        return info;
    }

    private static ObjectNode subjectRefPro(Professional who) {
        ObjectNode profession = JSON.createObjectNode();
        profession.put("codeProfession", who.profession());
        profession.put("codeCategorieProfessionnelle", "C");
        profession.put("codeCiviliteDexercice", who.civility());
        profession.put("nomDexercice", who.familyName());
        profession.put("prenomDexercice", who.givenName());
        profession.put("codeTypeSavoirFaire", who.skillType());
        profession.put("codeSavoirFaire", who.skill());
        profession.putArray("activities").add(activity(who));
        ObjectNode all = JSON.createObjectNode();
        all.put("codeCivilite", who.civility());
        all.putArray("exercices").add(profession);
        return all;
    }

    private static ObjectNode activity(Professional who) {
        ObjectNode activity = JSON.createObjectNode();
        activity.put("codeModeExercice", who.mode());
        activity.put("codeSecteurDactivite", who.sector());
        activity.put("codeGenreActivite", "GENR01");
        activity.put("numeroFinessSite", who.organizationId().replaceFirst("^1", ""));
        activity.put("raisonSocialeSite", who.organization());
        activity.put("codePostal", who.postalCode());
        activity.put(
                "codeDepartement",
                who.postalCode().isEmpty() ? "" : who.postalCode().substring(0, 2));
        EMPTY_IN_ACTIVITY.forEach(name -> activity.put(name, ""));
        return activity;
    }
}
