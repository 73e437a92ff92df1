package fr.pli.imap;

/**
 * Modifiers of FETCH (RFC 7162 section 7).
 *
 * @param changedSince only messages with a greater mod-sequence; negative if it was not given
 * @param vanished whether to tell what was removed since
 */
record FetchModifiers(long changedSince, boolean vanished) {

    private static final long NOT_GIVEN = -1;

    /** <pre>[SP "(" fetch-modifier *(SP fetch-modifier) ")"]</pre> */
    static FetchModifiers read(Arguments args) throws ImapSyntaxException {
        long changedSince = NOT_GIVEN;
        boolean vanished = false;
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
                    default -> throw new ImapSyntaxException("expected CHANGEDSINCE or VANISHED", name);
                }
            } while (args.skip(' '));
            args.expect(')');
        }
        return new FetchModifiers(changedSince, vanished);
    }

    boolean isGiven() {
        return changedSince != NOT_GIVEN;
    }

    void check(ImapSession session, Numbering numbering) throws ImapSyntaxException {
        if (vanished && (!session.has(Enabled.QRESYNC) || numbering != Numbering.UID || !isGiven())) {
            throw new ImapSyntaxException("VANISHED goes with QRESYNC, UID FETCH and CHANGEDSINCE");
        }
    }

    boolean admits(Selected selected, int uid) {
        int index = selected.known().indexOf(uid);
        return !isGiven() || index >= 0 && selected.known().modSeq(index) > changedSince;
    }
}
