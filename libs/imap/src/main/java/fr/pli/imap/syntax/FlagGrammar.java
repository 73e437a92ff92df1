package fr.pli.imap.syntax;

import fr.pli.imap.mail.Flags;
import java.util.ArrayList;
import java.util.List;

/**
 * Flags in commands (RFC 9051 section 9).
 * <pre>
 * flag         = "\Answered" / "\Flagged" / "\Deleted" / "\Seen" / "\Draft" / flag-keyword
 * flag-list    = "(" [flag *(SP flag)] ")"
 * </pre>
 */
public final class FlagGrammar {

    private static final int MAX_LENGTH = 100;
    private static final int MAX_FLAGS = 64;

    private FlagGrammar() {}

    /** <pre>flag-list = "(" [flag *(SP flag)] ")"</pre> */
    public static Flags list(Arguments args) throws ImapSyntaxException {
        args.expect('(');
        if (args.skip(')')) {
            return Flags.NONE;
        }
        Flags flags = series(args);
        args.expect(')');
        return flags;
    }

    /** <pre>flag *(SP flag)</pre> */
    public static Flags series(Arguments args) throws ImapSyntaxException {
        List<String> flags = new ArrayList<>();
        do {
            flags.add(flag(args));
            if (flags.size() > MAX_FLAGS) {
                throw new ImapSyntaxException("at most " + MAX_FLAGS + " flags");
            }
        } while (args.skip(' '));
        return Flags.of(flags);
    }

    /** <pre>flag-keyword = atom</pre> */
    public static String keyword(Arguments args) throws ImapSyntaxException {
        String keyword = args.atom();
        if (keyword.length() > MAX_LENGTH) {
            throw new ImapSyntaxException("a flag has at most " + MAX_LENGTH + " characters");
        }
        return keyword;
    }

    private static String flag(Arguments args) throws ImapSyntaxException {
        if (!args.skip('\\')) {
            return keyword(args);
        }
        String flag = "\\" + args.atom();
        if (Flags.of(flag).isEmpty()) {
            throw new ImapSyntaxException("expected a flag that a client may set", flag);
        }
        return flag;
    }
}
