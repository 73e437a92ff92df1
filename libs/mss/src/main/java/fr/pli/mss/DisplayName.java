package fr.pli.mss;

/**
 * What stands before the address of a sender (ECO.2.2.7): {@code <Titre>_<Prenom>_<NOM>_<Entité>} of a person, {@code <Entité
 * fonctionnelle>} of a BAL ORG or APP. Patients see it instead of the address. Spec: messages.md section 2.
 */
public record DisplayName(String value) {

    private static final int MAX_LENGTH = 200;

    /** @throws MssSyntaxException if {@code value} is empty, longer than 200 characters or more than one line */
    public DisplayName {
        if (value.isBlank() || value.length() > MAX_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
            throw new MssSyntaxException("display name", value, "expected one line of 1 to 200 characters");
        }
    }

    /**
     * Of a person.
     *
     * @param title {@code Dr}, or empty
     * @param entity where he works, or empty
     * @throws MssSyntaxException if first name or name is empty, or a part is more than one line
     */
    public static DisplayName ofPerson(String title, String prenom, String nom, String entity) {
        if (prenom.isBlank() || nom.isBlank()) {
            throw new MssSyntaxException("display name", prenom + " " + nom, "expected a first name and a name");
        }
        StringBuilder name = new StringBuilder();
        for (String part : new String[] {title, prenom, TextForms.nom(nom), entity}) {
            if (!part.isBlank()) {
                name.append(name.isEmpty() ? "" : "_").append(part.strip());
            }
        }
        return new DisplayName(name.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
