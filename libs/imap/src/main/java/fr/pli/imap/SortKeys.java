package fr.pli.imap;

import fr.pli.mime.Address;
import fr.pli.mime.AddressList;
import fr.pli.mime.BaseSubject;
import fr.pli.mime.CaseFolding;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.SentDate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What SORT compares (RFC 5256 section 3), made ready: strings compare by {@link String#compareTo}. */
public final class SortKeys {

    /** Characters that are compared: senders write subjects of any length, and all those of a mailbox are held at once. */
    private static final int COMPARED = 200;

    private SortKeys() {}

    /** SUBJECT. */
    public static String subject(MessageIndex index) {
        return key(BaseSubject.of(index.header("Subject").orElse("")));
    }

    /** FROM, TO and CC: the local part of the first address, empty if there is none. */
    public static String mailbox(MessageIndex index, String field) {
        String first = index.headers(field).stream()
                .flatMap(value -> AddressList.parse(value).stream())
                .map(address -> switch (address) {
                    case Address.Mailbox mailbox -> mailbox.local();
                    case Address.GroupStart group -> group.name();
                    case Address.GroupEnd end -> "";
                })
                .findFirst()
                .orElse("");
        return key(first);
    }

    /** DATE; empty if the message does not say, then INTERNALDATE takes its place. */
    static Optional<Instant> sent(MessageIndex index) {
        return index.header("Date").flatMap(SentDate::parse).map(OffsetDateTime::toInstant);
    }

    private static String key(String text) {
        String key = CaseFolding.sortKey(text.length() <= COMPARED ? text : text.substring(0, COMPARED));
        return key.length() <= COMPARED ? key : key.substring(0, COMPARED);
    }
}
