package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;

/**
 * Modifiers of FETCH (RFC 7162 section 7, RFC 9394 section 3.3).
 *
 * @param changedSince only messages with a greater mod-sequence; negative if it was not given
 * @param vanished whether to tell what was removed since
 * @param partial only messages at these places of those that are named
 */
record FetchModifiers(long changedSince, boolean vanished, PartialRange partial) {

    private static final long NOT_GIVEN = -1;

    /** <pre>[SP "(" fetch-modifier *(SP fetch-modifier) ")"]</pre> */
    static FetchModifiers read(Arguments args) throws ImapSyntaxException {
        long changedSince = NOT_GIVEN;
        boolean vanished = false;
        PartialRange partial = PartialRange.ALL;
        if (args.skip(' ')) {
            args.expect('(');
            do {
                String name = args.keyword();
                switch (name) {
                    case "CHANGEDSINCE" -> {
                        args.space();
                        changedSince = args.number();
                    }
                    case "VANISHED" -> vanished = true;
                    case "PARTIAL" -> {
                        if (!partial.equals(PartialRange.ALL)) {
                            throw new ImapSyntaxException("expected one PARTIAL");
                        }
                        args.space();
                        partial = PartialRange.read(args);
                    }
                    default -> throw new ImapSyntaxException("expected CHANGEDSINCE, VANISHED or PARTIAL", name);
                }
            } while (args.skip(' '));
            args.expect(')');
        }
        return new FetchModifiers(changedSince, vanished, partial);
    }

    boolean isGiven() {
        return changedSince != NOT_GIVEN;
    }

    void check(ImapSession session, Numbering numbering) throws ImapSyntaxException {
        if (vanished && (!session.has(Enabled.QRESYNC) || numbering != Numbering.UID || !isGiven())) {
            throw new ImapSyntaxException("VANISHED goes with QRESYNC, UID FETCH and CHANGEDSINCE");
        }
        if (!partial.equals(PartialRange.ALL) && numbering != Numbering.UID) {
            throw new ImapSyntaxException("PARTIAL goes with UID FETCH");
        }
    }

    boolean admits(Selected selected, int uid) {
        int index = selected.known().indexOf(uid);
        return !isGiven() || index >= 0 && selected.known().modSeq(index) > changedSince;
    }
}
