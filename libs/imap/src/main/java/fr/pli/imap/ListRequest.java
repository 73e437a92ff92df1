package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.ListPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What LIST asks (RFC 9051 section 6.3.9, RFC 5258, 5819, 6154 and 8440).
 * <pre>
 * list = "LIST" [SP "(" [select-opt *(SP select-opt)] ")"] SP mailbox SP mbox-or-pat
 *        [SP "RETURN" SP "(" [return-opt *(SP return-opt)] ")"]
 * </pre>
 *
 * @param root whether only the separator is asked for
 * @param status what to tell of each mailbox besides; empty for nothing
 * @param myRights whether to tell what the client may do with each mailbox (RFC 8440)
 */
record ListRequest(
        Set<Option> select,
        List<ListPattern> patterns,
        boolean root,
        Set<Option> returned,
        List<StatusItem> status,
        boolean myRights) {

    /** Options of both kinds. */
    enum Option {
        SUBSCRIBED,
        REMOTE,
        RECURSIVEMATCH,
        CHILDREN,
        SPECIAL_USE;

        private static Option named(String text) throws ImapSyntaxException {
            for (Option option : values()) {
                if (option.name().replace('_', '-').equals(text)) {
                    return option;
                }
            }
            throw new ImapSyntaxException("expected an option of LIST", text);
        }
    }

    private static final int MAX_PATTERNS = 20;

    boolean selects(Option option) {
        return select.contains(option);
    }

    boolean matches(MailboxName name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    static ListRequest read(Arguments args, NameEncoding names) throws ImapSyntaxException, IOException {
        args.space();
        Set<Option> select = EnumSet.noneOf(Option.class);
        if (args.skip('(')) {
            while (!args.skip(')')) {
                select.add(Option.named(args.keyword()));
                args.skip(' ');
            }
            if (select.contains(Option.RECURSIVEMATCH)
                    && !select.contains(Option.SUBSCRIBED)
                    && !select.contains(Option.SPECIAL_USE)) {
                throw new ImapSyntaxException("RECURSIVEMATCH goes with SUBSCRIBED or SPECIAL-USE");
            }
            args.space();
        }
        String reference = names.decode(args.astring());
        args.space();
        boolean list = args.skip('(');
        boolean root = !list && select.isEmpty();
        List<ListPattern> patterns = new ArrayList<>();
        do {
            String pattern = names.decode(args.listMailbox());
            root &= pattern.isEmpty();
            patterns.add(ListPattern.of(reference, pattern));
            if (patterns.size() > MAX_PATTERNS) {
                throw new ImapSyntaxException("at most " + MAX_PATTERNS + " patterns");
            }
        } while (list && args.skip(' '));
        if (list) {
            args.expect(')');
        }
        return returning(args, select, patterns, root);
    }

    private static ListRequest returning(Arguments args, Set<Option> select, List<ListPattern> patterns, boolean root)
            throws ImapSyntaxException {
        Set<Option> returned = EnumSet.noneOf(Option.class);
        List<StatusItem> status = List.of();
        boolean myRights = false;
        if (args.skip(' ')) {
            args.keyword("RETURN");
            args.space();
            args.expect('(');
            while (!args.skip(')')) {
                String option = args.keyword();
                if (option.equals("STATUS")) {
                    args.space();
                    status = StatusItem.list(args);
                } else if (option.equals("MYRIGHTS")) {
                    myRights = true;
                } else {
                    returned.add(Option.named(option));
                }
                args.skip(' ');
            }
        }
        args.end();
        return new ListRequest(select, patterns, root, returned, status, myRights);
    }
}
