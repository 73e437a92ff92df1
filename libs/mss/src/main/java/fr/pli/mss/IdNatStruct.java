package fr.pli.mss;

import java.util.regex.Pattern;

/**
 * National identifier of a structure, as the Annuaire and the OU of an IGC Santé certificate carry it: {@code 1} + FINESS (9
 * characters) or {@code 3} + SIRET (14 digits). SEED-15; spec: igc-sante.md section 4.
 */
public record IdNatStruct(String value) {

    private static final Pattern FORM = Pattern.compile("1[0-9A-Z]{9}|3\\d{14}");

    /** @throws MssSyntaxException if {@code value} has neither form */
    public IdNatStruct {
        if (!FORM.matcher(value).matches()) {
            throw new MssSyntaxException("IdNatStruct", value, "expected 1+FINESS or 3+SIRET");
        }
    }

    /** Whether it names a FINESS; else a SIRET. */
    public boolean isFiness() {
        return value.charAt(0) == '1';
    }

    @Override
    public String toString() {
        return value;
    }
}
