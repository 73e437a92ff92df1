package fr.pli.smtp;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The coding of DSN parameters (RFC 3461 section 4). What comes out goes into reports later, so only printable characters may.
 * <pre>
 * xtext   = *( xchar / hexchar )
 * xchar   = any ASCII CHAR between "!" (33) and "~" (126) inclusive, except for "+" and "="
 * hexchar = ASCII "+" immediately followed by two upper case hexadecimal digits
 * </pre>
 */
final class Xtext {

    private static final Pattern FORM = Pattern.compile("(?:[!-*,-<>-~\\x80-\\x{10FFFF}]|\\+[2-7][0-9A-F])*+");
    private static final Pattern HEXCHAR = Pattern.compile("\\+([0-9A-F]{2})");

    private Xtext() {}

    /** @throws SmtpRefusal 501 5.5.4 if it is not xtext, or holds what is not printable */
    static String decode(String text) throws SmtpRefusal {
        if (!FORM.matcher(text).matches() || text.contains("+7F")) {
            throw Answer.PARAMETER_VALUE.refusal(text);
        }
        return HEXCHAR.matcher(text).replaceAll(Xtext::character);
    }

    /** Printable text as xtext. */
    static String encode(String text) {
        StringBuilder coded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '+' || c == '=' || c == 0x7f) {
                coded.append("+%02X".formatted((int) c));
            } else {
                coded.append(c);
            }
        }
        return coded.toString();
    }

    private static String character(MatchResult hex) {
        char c = (char) Integer.parseInt(hex.group(1), 16);
        return c == '$' || c == '\\' ? "\\" + c : String.valueOf(c);
    }
}
