package fr.pli.mss;

import java.util.regex.Pattern;

/**
 * National identifier of a professional, as Pro Santé Connect gives it: {@code 8} + RPPS (11 digits), {@code 0} + ADELI (9
 * digits), or one of the test forms of the sandbox ({@code ANS…}). Spec: psc.md section 5.
 */
public record IdNatPs(String value) {

    private static final Pattern FORM = Pattern.compile("8\\d{11}|0[0-9A-Z]{9}|ANS[0-9A-Z]{1,29}");

    /** @throws MssSyntaxException if {@code value} has none of the forms */
    public IdNatPs {
        if (!FORM.matcher(value).matches()) {
            throw new MssSyntaxException("IdNat_PS", value, "expected 8+RPPS, 0+ADELI or ANS… (test)");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
