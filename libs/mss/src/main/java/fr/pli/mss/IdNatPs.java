package fr.pli.mss;

import java.util.regex.Pattern;

/**
 * National identifier of a professional, as Pro Santé Connect gives it: {@code 8} + RPPS (11 digits), {@code 0} + ADELI (9
 * digits), or one of the test forms of the sandbox ({@code ANS…}). Spec: psc.md section 5.
 *
 * <p>A wrong key is a warning, not an error: ANS's own samples name professionals whose key is wrong ({@code 801234534765}).
 * Decision 0202.
 */
public record IdNatPs(String value) {

    private static final Pattern FORM = Pattern.compile("8\\d{11}|0[0-9A-Z]{9}|ANS[0-9A-Z]{1,29}");

    /** @throws MssSyntaxException if {@code value} has none of the forms */
    public IdNatPs {
        if (!FORM.matcher(value).matches()) {
            throw new MssSyntaxException("IdNat_PS", value, "expected 8+RPPS, 0+ADELI or ANS… (test)");
        }
    }

    /** Whether it names an RPPS; else an ADELI or a test identity. */
    public boolean isRpps() {
        return value.charAt(0) == '8';
    }

    /** Whether the check digit of an RPPS is right (Luhn over its 11 digits). The other forms have none that is checked here. */
    public boolean keyIsRight() {
        return !isRpps() || CheckDigits.luhn(value.substring(1));
    }

    @Override
    public String toString() {
        return value;
    }
}
