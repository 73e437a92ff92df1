package fr.pli.mss;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Address of a BAL or of any mailbox that MSSanté mail names: {@code local@domain} (RFC 5321 section 4.1.2, without quoting or
 * address literals; UTF-8 local parts per RFC 6531). The domain is kept in lower case; the local part keeps its case and is
 * compared without it. Spec: bal-and-annuaire.md section 2.
 */
public record MssAddress(String local, String domain) {

    /** Domain of the patients' mailboxes, run by CNAM. */
    public static final String PATIENT_DOMAIN = "patient.mssante.fr";

    /** What the Annuaire takes, besides the checks made here: below {@code mssante.fr}, or of Apicrypt's gateway. */
    private static final Pattern PUBLISHABLE_DOMAIN =
            Pattern.compile(".+\\.mssante\\.fr|interop-mssante\\.apicrypt\\.org");

    private static final int MAX_LOCAL = 64;
    private static final int MAX_ADDRESS = 254;

    /** @throws MssSyntaxException if either part is empty, too long or holds a character that RFC 5321 does not allow there */
    public MssAddress {
        domain = domain.toLowerCase(Locale.ROOT);
        String text = local + "@" + domain;
        if (local.isEmpty() || local.length() > MAX_LOCAL || text.length() > MAX_ADDRESS) {
            throw new MssSyntaxException("address", text, "expected local@domain, at most 64 and 254 characters");
        }
        if (!isDotAtom(local) || !isDomain(domain)) {
            throw new MssSyntaxException("address", text, "expected local@domain without blanks or quotes");
        }
    }

    /**
     * Reads an address. A local part in quotes is the same as without where it needs none (RFC 5321 section 4.1.2):
     * {@code "paul.durand"@ch.fr}.
     *
     * @throws MssSyntaxException if {@code text} is not {@code local@domain}
     */
    public static MssAddress parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new MssSyntaxException("address", text, "expected local@domain");
        }
        return new MssAddress(unquoted(text.substring(0, at)), text.substring(at + 1));
    }

    /** Quotes and quoted pairs taken off; as it is where it is not quoted from its first to its last character. */
    private static String unquoted(String local) {
        int end = local.length() - 1;
        if (end < 1 || local.charAt(0) != '"' || local.charAt(end) != '"') {
            return local;
        }
        StringBuilder text = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            char c = local.charAt(i);
            if (c == '\\' && i + 1 < end) {
                c = local.charAt(++i);
            }
            text.append(c);
        }
        return text
                .toString(); // what still needs quotes, a quote or a backslash among it, is refused as any other local
        // part
    }

    /**
     * The address of a patient in Mon espace santé: {@code <matricule INS>@<domain>} (ECO.2.2.6: only of a qualified INS, which is
     * the caller's to know). Spec: mon-espace-sante.md section 1.
     *
     * @param domain {@link #PATIENT_DOMAIN}, or that of a stand-in
     */
    public static MssAddress ofPatient(Ins ins, String domain) {
        return new MssAddress(ins.number(), domain);
    }

    /** Whether it is in the patients' domain, whatever its local part. */
    public boolean isIn(String patientDomain) {
        return domain.equalsIgnoreCase(patientDomain);
    }

    /** The matricule INS that the local part is, if the address is in the patients' domain and has the form. Personal data: never log it. */
    public Optional<String> matricule(String patientDomain) {
        String number = local.toUpperCase(Locale.ROOT);
        return isIn(patientDomain) && Ins.looksLike(number) ? Optional.of(number) : Optional.empty();
    }

    /** As a log may have it: without the INS that a patient's address is, or that somebody took for one. */
    public String masked() {
        return isIn(PATIENT_DOMAIN) || Ins.looksLike(local.toUpperCase(Locale.ROOT)) ? "***@" + domain : toString();
    }

    /** Whether the Annuaire takes it. For publication only: mail may name addresses that it does not take ({@code x@mssante.fr}). Spec: bal-and-annuaire.md section 2. */
    public boolean isPublishable() {
        return PUBLISHABLE_DOMAIN.matcher(domain).matches();
    }

    /** The form to look a BAL up by: all in lower case. */
    public String key() {
        return local.toLowerCase(Locale.ROOT) + "@" + domain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MssAddress that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return local + "@" + domain;
    }

    private static boolean isDotAtom(String text) {
        boolean dot = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (dot) {
                    return false;
                }
                dot = true;
            } else if (isAtext(c)) {
                dot = false;
            } else {
                return false;
            }
        }
        return !dot;
    }

    private static boolean isAtext(char c) {
        return c >= 0x80
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                || c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    private static boolean isDomain(String text) {
        for (String label : text.split("\\.", -1)) {
            if (label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
            for (int i = 0; i < label.length(); i++) {
                char c = label.charAt(i);
                if (!(c >= 'a' && c <= 'z'
                        || c >= '0' && c <= '9'
                        || c == '-'
                        || c >= 0x80 && Character.isLetterOrDigit(c))) {
                    return false;
                }
            }
        }
        return true;
    }
}
