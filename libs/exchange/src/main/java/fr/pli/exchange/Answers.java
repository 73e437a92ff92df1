package fr.pli.exchange;

import fr.pli.store.QueueReply;
import java.util.Locale;
import java.util.ResourceBundle;

/** What stands in the place of a server's answer where none was asked. */
final class Answers {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.exchange.notices", Locale.ROOT);

    static final QueueReply GIVEN_UP = of(550, "5.3.0", "given-up");
    static final QueueReply NOT_LISTED = of(550, "5.7.1", "not-listed");
    static final QueueReply NO_LIST = of(451, "4.7.5", "no-list");
    static final QueueReply RESTING = of(451, "4.4.1", "resting");
    static final QueueReply FAULT = of(451, "4.3.0", "fault");
    static final QueueReply DELIVERED = of(250, "2.1.5", "delivered");

    private Answers() {}

    private static QueueReply of(int code, String enhanced, String key) {
        return new QueueReply(code, enhanced, TEXTS.getString("answer." + key));
    }
}
