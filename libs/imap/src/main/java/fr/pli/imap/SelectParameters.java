package fr.pli.imap;

import fr.pli.imap.SelectCommand.Resynchronisation;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.Optional;

/**
 * Parameters of SELECT (RFC 7162 section 7).
 * <pre>
 * select-param = "CONDSTORE" / "QRESYNC" SP "(" uidvalidity SP mod-sequence-value [SP known-uids] [SP seq-match-data] ")"
 * </pre>
 */
final class SelectParameters {

    private SelectParameters() {}

    static Optional<Resynchronisation> read(Arguments args, ImapSession session)
            throws ImapSyntaxException, IOException {
        Optional<Resynchronisation> resync = Optional.empty();
        if (!args.skip(' ')) {
            return resync;
        }
        args.expect('(');
        do {
            String name = args.keyword();
            switch (name) {
                case "CONDSTORE" -> session.enable(Enabled.CONDSTORE);
                case "QRESYNC" -> {
                    if (!session.has(Enabled.QRESYNC)) {
                        throw new ImapSyntaxException("ENABLE QRESYNC comes first");
                    }
                    args.space();
                    resync = Optional.of(resynchronisation(args));
                }
                default -> throw new ImapSyntaxException("expected CONDSTORE or QRESYNC", name);
            }
        } while (args.skip(' '));
        args.expect(')');
        return resync;
    }

    private static Resynchronisation resynchronisation(Arguments args) throws ImapSyntaxException {
        args.expect('(');
        long uidValidity = args.number32();
        args.space();
        long modSeq = args.number();
        Optional<SequenceSet> known = Optional.empty();
        boolean more = args.skip(' ');
        if (more && args.peek() != '(') {
            known = Optional.of(SequenceSet.read(args));
            more = args.skip(' ');
        }
        if (more) {
            passOverMatchData(args);
        }
        args.expect(')');
        return new Resynchronisation(uidValidity, modSeq, known);
    }

    /** <pre>seq-match-data = "(" known-sequence-set SP known-uid-set ")"</pre> It only would spare removals that the client knows. */
    private static void passOverMatchData(Arguments args) throws ImapSyntaxException {
        args.expect('(');
        SequenceSet.read(args);
        args.space();
        SequenceSet.read(args);
        args.expect(')');
    }
}
