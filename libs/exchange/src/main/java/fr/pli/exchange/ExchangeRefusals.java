package fr.pli.exchange;

import fr.pli.smtp.SmtpRefusal;
import fr.pli.smtp.SmtpReply;
import java.util.Locale;
import java.util.ResourceBundle;

/** The refusals between operators: code, enhanced code, and a text in French with English after it, from the message file. */
enum ExchangeRefusals {
    OUTSIDE_THE_TRUST_SPACE(550, "5.7.1"),
    LISTE_BLANCHE_MISSING(451, "4.7.5"),
    PEER_MISSING(550, "5.7.1"),
    PEER_OTHER_CA(550, "5.7.1"),
    PEER_EXPIRED(550, "5.7.1"),
    PEER_REVOKED(550, "5.7.1"),
    PEER_WRONG_PROFILE(550, "5.7.1"),
    PEER_TEST_CERTIFICATE(550, "5.7.1"),
    PEER_OU_UNREADABLE(550, "5.7.1"),
    PEER_UNKNOWN(451, "4.7.5"),
    PEER_NOT_LISTED(550, "5.7.1"),
    PEER_TLS_TOO_OLD(451, "4.7.10"),
    NULL_SENDER(550, "5.7.1");

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.exchange.refusals", Locale.ROOT);

    private final int code;
    private final String enhanced;

    ExchangeRefusals(int code, String enhanced) {
        this.code = code;
        this.enhanced = enhanced;
    }

    SmtpRefusal refusal() {
        String reason = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new SmtpRefusal(new SmtpReply(code, enhanced, TEXTS.getString(reason)), reason);
    }
}
