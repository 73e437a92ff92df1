package fr.pli.operator.rules;

import fr.pli.mss.StoreUnavailableException;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.smtp.SmtpReply;
import java.util.Locale;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The refusals of the operator's rules: code, enhanced code, and a text in French with English after it, from the message file. */
enum Refusals {
    AUTHENTICATION_REQUIRED(530, "5.7.0"),
    SENDER_NOT_THE_BAL(550, "5.7.1"),
    FROM_NOT_THE_BAL(550, "5.7.1"),
    AUTHOR_OF_OURS(550, "5.7.1"),
    AUTHOR_OF_ANOTHER(550, "5.7.1"),
    FROM_MISSING(550, "5.6.0"),
    HEADER_TOO_BIG(552, "5.3.4"),
    BAL_UNKNOWN(550, "5.1.1"),
    BAL_GONE_OF_SOME(451, "4.2.1"),
    BAL_SUSPENDED(550, "5.2.1"),
    BAL_FULL(452, "4.2.2"),
    TOO_BIG_FOR_PATIENTS(552, "5.3.4"),
    RELAYING(550, "5.7.1"),
    NULL_SENDER_OF_NO_REPORT(550, "5.7.1"),
    POSTMASTER_FULL(452, "4.3.1"),
    INFECTED(550, "5.7.1"),
    ANTIVIRUS_UNREACHABLE(451, "4.7.1"),
    NOT_KEPT(554, "5.6.0"),
    STORE_UNREACHABLE(451, "4.3.0");

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.operator.refusals", Locale.ROOT);

    private final int code;
    private final String enhanced;

    Refusals(int code, String enhanced) {
        this.code = code;
        this.enhanced = enhanced;
    }

    /** The refusal for what the store failed of, which is told to the log. */
    SmtpRefusal refusal(StoreUnavailableException cause) {
        log.error("store out of reach reason=\"{}\"", cause.toString());
        return refusal();
    }

    SmtpRefusal refusal() {
        String reason = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new SmtpRefusal(new SmtpReply(code, enhanced, TEXTS.getString(reason)), reason);
    }
}
