package fr.pli.mss;

import java.util.regex.Pattern;

/**
 * National identifier of a structure, as the Annuaire and the OU of an IGC Santé certificate carry it: {@code 1} + FINESS (9
 * characters) or {@code 3} + SIRET (14 digits). SEED-15; spec: igc-sante.md section 4.
 *
 * <p>A wrong key is a warning, not an error: ANS's own samples carry identifiers whose key is wrong ({@code 1120459876}).
 * Decision 0202.
 */
public record IdNatStruct(String value) {

    private static final Pattern FORM = Pattern.compile("1[0-9A-Z]{9}|3\\d{14}");
    private static final Pattern FINESS_WITH_KEY = Pattern.compile("\\d[0-9AB]\\d{7}");

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

    /** The FINESS or SIRET itself, without the digit that says which. */
    public String number() {
        return value.substring(1);
    }

    /** Whether the check digit is right: Luhn, the letter of Corsica read as 1 (2A) or 2 (2B), and La Poste's own rule for its SIRET. */
    public boolean keyIsRight() {
        return isFiness()
                ? FINESS_WITH_KEY.matcher(number()).matches() && CheckDigits.luhn(number())
                : CheckDigits.siret(number());
    }

    @Override
    public String toString() {
        return value;
    }
}
