package fr.pli.psc;

/**
 * Where a professional works and as what, out of {@code SubjectRefPro}. What PSC leaves out is empty. Spec: psc.md section 7.
 *
 * @param profession code of table G15 ({@code 10} physician)
 * @param skill code of the savoir-faire ({@code SM54})
 * @param mode {@code L} private practice, {@code S} salaried
 * @param sector secteur d'activité ({@code SA07})
 */
public record Activity(
        String profession,
        String skill,
        String mode,
        String sector,
        String finess,
        String siret,
        String organization,
        String postalCode) {

    static Activity of(JsonObject practice, JsonObject activity) {
        return new Activity(
                practice.text("codeProfession"),
                practice.text("codeSavoirFaire"),
                activity.text("codeModeExercice"),
                activity.text("codeSecteurDactivite"),
                activity.text("numeroFinessSite"),
                activity.text("numeroSiretSite"),
                activity.text("raisonSocialeSite"),
                activity.text("codePostal"));
    }
}
