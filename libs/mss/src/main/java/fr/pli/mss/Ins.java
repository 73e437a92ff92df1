package fr.pli.mss;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Matricule INS of a patient: 13 characters and a key of two digits, with the authority that gave it. A wrong key is a warning
 * ({@link #keyIsRight()}): official samples have wrong ones, so strictness is the caller's. Spec: messages.md section 4.
 *
 * <p>It never prints itself: {@link #toString()} is safe for logs, {@link #number()} is not.
 */
public record Ins(InsOid authority, String number) {

    private static final Pattern FORM = Pattern.compile("\\d{5}(?:\\d{2}|2[AB])\\d{8}");

    /** @throws MssSyntaxException if {@code number} is not 13 characters and 2 digits; the exception does not carry it */
    public Ins {
        if (!FORM.matcher(number).matches()) {
            throw new MssSyntaxException("INS", masked(number), "expected 13 characters and a key of 2 digits");
        }
    }

    /**
     * The INS that an identifier is, if its root is one of the four OIDs and its extension has the form.
     *
     * @param root the whole OID
     */
    public static Optional<Ins> of(String root, String extension) {
        return InsOid.of(root)
                .filter(_ -> FORM.matcher(extension).matches())
                .map(authority -> new Ins(authority, extension));
    }

    /** Whether a text has the form of a matricule: 13 characters and 2 digits. */
    static boolean looksLike(String text) {
        return FORM.matcher(text).matches();
    }

    /** The key that the first 13 characters call for, 1 to 97. */
    public int key() {
        return CheckDigits.ins(number.substring(0, 13));
    }

    /** Whether the two last digits are that key. */
    public boolean keyIsRight() {
        return Integer.parseInt(number.substring(13)) == key();
    }

    /** The patient identifier of METADATA.XML: {@code <INS>^^^&<OID>&ISO^NH}. */
    public String toCx() {
        return number + "^^^&" + authority.oid() + "&ISO^NH";
    }

    @Override
    public String toString() {
        return authority + " " + masked(number);
    }

    private static String masked(String number) {
        return "(" + number.length() + " characters)";
    }
}
