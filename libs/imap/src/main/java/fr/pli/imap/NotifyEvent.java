package fr.pli.imap;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client can be told of as it happens (RFC 5465 section 5). There are neither annotations nor metadata here. */
enum NotifyEvent {
    MESSAGE_NEW("MessageNew"),
    MESSAGE_EXPUNGE("MessageExpunge"),
    FLAG_CHANGE("FlagChange"),
    MAILBOX_NAME("MailboxName"),
    SUBSCRIPTION_CHANGE("SubscriptionChange");

    private final String text;

    NotifyEvent(String text) {
        this.text = text;
    }

    /** Whether it happens to messages, so that SELECTED may ask for it. */
    boolean ofMessages() {
        return this == MESSAGE_NEW || this == MESSAGE_EXPUNGE || this == FLAG_CHANGE;
    }

    /** @param word in capitals */
    static Optional<NotifyEvent> named(String word) {
        return Arrays.stream(values())
                .filter(event -> event.text.toUpperCase(Locale.ROOT).equals(word))
                .findAny();
    }

    /** <pre>"BADEVENT" SP "(" event-name *(SP event-name) ")"</pre> All that there are. */
    static String badEvent() {
        return Arrays.stream(values()).map(event -> event.text).collect(Collectors.joining(" ", "BADEVENT (", ")"));
    }
}
