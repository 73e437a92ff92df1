package fr.pli.smtp;

import fr.pli.mss.Printable;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;

/** Everything the engine itself answers, with its codes (RFC 5321 section 4.2.3, RFC 3463, RFC 4954 section 6). The texts are in {@code texts.properties}. */
enum Answer {
    HELP(214, "2.0.0"),
    TLS_READY(220, "2.0.0"),
    BYE(221, "2.0.0"),
    AUTHENTICATED(235, "2.7.0"),
    DONE(250, "2.0.0"),
    SENDER_OK(250, "2.1.0"),
    RECIPIENT_OK(250, "2.1.5"),
    CHUNK_OK(250, "2.0.0"),
    ACCEPTED(250, "2.0.0"),
    NOT_VERIFIED(252, "2.0.0"),

    TIMED_OUT(421, "4.4.2"),
    STOPPING(421, "4.3.2"),
    BUSY(421, "4.3.2"),
    SESSION_TOO_LONG(421, "4.7.0"),
    NO_LONGER_ALLOWED(421, "4.7.0"),
    TOO_MANY_ERRORS(421, "4.7.0"),
    TOO_MANY_COMMANDS(421, "4.7.0"),
    TOO_MANY_LOGINS(421, "4.7.0"),

    FAULT(451, "4.3.0"),
    NO_RECIPIENT_YET(451, "4.5.1"),
    TOO_MANY_RECIPIENTS(452, "4.5.3"),
    AUTHENTICATION_UNAVAILABLE(454, "4.7.0"),
    TLS_UNAVAILABLE(454, "4.7.0"),

    UNKNOWN_COMMAND(500, "5.5.1"),
    MALFORMED_LINE(500, "5.5.2"),
    LINE_TOO_LONG(500, "5.5.2"),
    AUTHENTICATION_TOO_LONG(500, "5.5.6"),
    ARGUMENTS(501, "5.5.4"),
    PARAMETER_VALUE(501, "5.5.4"),
    AUTHENTICATION_CANCELLED(501, "5.7.0"),
    AUTHENTICATION_MALFORMED(501, "5.5.2"),
    NOT_IMPLEMENTED(502, "5.5.1"),
    OUT_OF_SEQUENCE(503, "5.5.1"),
    MECHANISM_UNKNOWN(504, "5.5.4"),
    TLS_NEEDED(530, "5.7.0"),
    AUTHENTICATION_NEEDED(530, "5.7.0"),
    AUTHENTICATION_REFUSED(535, "5.7.8"),
    LINE_ENDS(550, "5.6.11"),
    MESSAGE_TOO_BIG(552, "5.3.4"),
    SENDER_SYNTAX(553, "5.1.7"),
    RECIPIENT_SYNTAX(553, "5.1.3"),
    UTF8_NOT_ASKED(553, "5.6.7"),
    NO_RECIPIENT(554, "5.5.1"),
    LINE_OF_MESSAGE_TOO_LONG(554, "5.6.0"),
    TOO_MANY_HOPS(554, "5.4.6"),
    PARAMETER_UNKNOWN(555, "5.5.4");

    static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.smtp.texts", Locale.ROOT);

    private static final int SHOWN = 80;

    private final int code;
    private final String enhanced;

    Answer(int code, String enhanced) {
        this.code = code;
        this.enhanced = enhanced;
    }

    /** @param arguments what the text names, shown as one short line */
    SmtpReply reply(Object... arguments) {
        Object[] shown = Arrays.stream(arguments).map(a -> shown(a.toString())).toArray();
        return new SmtpReply(code, enhanced, TEXTS.getString(word()).formatted(shown));
    }

    SmtpRefusal refusal(Object... arguments) {
        return new SmtpRefusal(reply(arguments), word());
    }

    /** The key of its text, and its reason in the log. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shown(String text) {
        if (text.isEmpty()) {
            return "(rien / none)";
        }
        return text.length() <= SHOWN ? Printable.line(text) : Printable.line(text, SHOWN) + "...";
    }
}
