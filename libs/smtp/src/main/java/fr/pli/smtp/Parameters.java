package fr.pli.smtp;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Parameters of MAIL and RCPT, each to be taken once; what is left at the end was unknown. Each {@code take} throws an
 * {@link SmtpRefusal} 501 5.5.4 that names the parameter if its value has another form.
 * <pre>
 * Mail-parameters = esmtp-param *(SP esmtp-param)
 * esmtp-param     = esmtp-keyword ["=" esmtp-value]       ; RFC 5321 section 4.1.2, esmtp-value widened by RFC 6531 section 3.3
 * </pre>
 */
final class Parameters {

    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern NOTHING = Pattern.compile("");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,20}");
    private static final Pattern BLANKS = Pattern.compile(" +");

    private final Map<String, String> values;

    private Parameters(Map<String, String> values) {
        this.values = values;
    }

    /** @throws SmtpRefusal 501 5.5.4 for a malformed or repeated parameter */
    static Parameters parse(String text) throws SmtpRefusal {
        Map<String, String> values = new HashMap<>();
        for (String parameter : text.isEmpty() ? new String[0] : BLANKS.split(text)) {
            int equals = parameter.indexOf('=');
            String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            boolean malformed = !KEYWORD.matcher(keyword).matches() || equals >= 0 && value.isEmpty();
            if (malformed || values.putIfAbsent(keyword.toUpperCase(Locale.ROOT), value) != null) {
                throw Answer.PARAMETER_VALUE.refusal(parameter);
            }
        }
        return new Parameters(values);
    }

    /** A keyword without a value. */
    boolean takeFlag(String keyword) throws SmtpRefusal {
        return take(keyword, NOTHING).isPresent();
    }

    /** One to twenty digits; what is past a long is its greatest. */
    OptionalLong takeNumber(String keyword) throws SmtpRefusal {
        Optional<String> value = take(keyword, NUMBER);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(value.get().length() > 18 ? Long.MAX_VALUE : Long.parseLong(value.get()));
    }

    /** A value of this form, in capitals. */
    Optional<String> takeWord(String keyword, Pattern form) throws SmtpRefusal {
        return take(keyword, form).map(v -> v.toUpperCase(Locale.ROOT));
    }

    /** A value of this form, xtext taken off. */
    Optional<String> takeXtext(String keyword, Pattern form) throws SmtpRefusal {
        Optional<String> value = take(keyword, form);
        return value.isPresent() ? Optional.of(Xtext.decode(value.get())) : value;
    }

    /** @throws SmtpRefusal 555 5.5.4 for one that nobody took (RFC 5321 section 4.1.1.11) */
    void end() throws SmtpRefusal {
        for (Map.Entry<String, String> left : values.entrySet()) {
            throw Answer.PARAMETER_UNKNOWN.refusal(shown(left.getKey(), left.getValue()));
        }
    }

    private Optional<String> take(String keyword, Pattern form) throws SmtpRefusal {
        String value = values.remove(keyword);
        if (value == null) {
            return Optional.empty();
        }
        if (!form.matcher(value).matches()) {
            throw Answer.PARAMETER_VALUE.refusal(shown(keyword, value));
        }
        return Optional.of(value);
    }

    private static String shown(String keyword, String value) {
        return value.isEmpty() ? keyword : keyword + "=" + value;
    }
}
