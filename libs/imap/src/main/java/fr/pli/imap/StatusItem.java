package fr.pli.imap;

import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.MailboxStatus;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** What STATUS can tell (RFC 9051 section 7.3.4, RFC 7162, 7889, 8474, 9208). */
enum StatusItem {
    MESSAGES,
    RECENT,
    UIDNEXT,
    UIDVALIDITY,
    UNSEEN,
    DELETED,
    DELETED_STORAGE,
    SIZE,
    HIGHESTMODSEQ,
    MAILBOXID,
    APPENDLIMIT;

    private static final long STORAGE_UNIT = 1024;

    /** <pre>"(" status-att *(SP status-att) ")"</pre> */
    static List<StatusItem> list(Arguments args) throws ImapSyntaxException {
        args.expect('(');
        List<StatusItem> items = new ArrayList<>();
        do {
            items.add(named(args.keyword()));
            if (items.size() > values().length) {
                throw new ImapSyntaxException("name each status item once");
            }
        } while (args.skip(' '));
        args.expect(')');
        return items;
    }

    /** <pre>"STATUS" SP mailbox SP "(" [status-att-list] ")"</pre> */
    static String line(List<StatusItem> items, MailboxStatus status, String quotedName, ImapSettings settings) {
        StringBuilder line = new StringBuilder("STATUS ").append(quotedName);
        String before = " (";
        for (StatusItem item : items) {
            line.append(before).append(item.text()).append(' ').append(item.value(status, settings));
            before = " ";
        }
        return line.append(')').toString();
    }

    private String value(MailboxStatus status, ImapSettings settings) {
        return switch (this) {
            case MAILBOXID -> "(" + status.mailboxId() + ")";
            case MESSAGES -> String.valueOf(status.messages());
            case RECENT -> String.valueOf(status.recent());
            case UIDNEXT -> String.valueOf(status.uidNext());
            case UIDVALIDITY -> String.valueOf(status.uidValidity());
            case UNSEEN -> String.valueOf(status.unseen());
            case DELETED -> String.valueOf(status.deleted());
            case DELETED_STORAGE -> String.valueOf(Math.ceilDiv(status.deletedSize(), STORAGE_UNIT));
            case SIZE -> String.valueOf(status.size());
            case HIGHESTMODSEQ -> String.valueOf(status.highestModSeq());
            case APPENDLIMIT -> String.valueOf(settings.maxMessage());
        };
    }

    private String text() {
        return name().replace('_', '-');
    }

    private static StatusItem named(String text) throws ImapSyntaxException {
        for (StatusItem item : values()) {
            if (item.text().equals(text)) {
                return item;
            }
        }
        throw new ImapSyntaxException("expected a status item", text);
    }
}
