package fr.pli.imap;

import fr.pli.imap.FetchItem.Attribute;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mime.BodySection;
import fr.pli.mime.BodySection.Partial;
import fr.pli.mime.BodySection.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What FETCH asks (RFC 9051 section 9, RFC 3501 section 9, RFC 3516, RFC 7162, RFC 8474, RFC 8514,
 * RFC 8970).
 * <pre>
 * "ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")"
 * </pre>
 */
final class FetchGrammar {

    private static final int MAX_ITEMS = 100;

    private FetchGrammar() {}

    /** The items, each once, in order. */
    static Set<FetchItem> items(Arguments args) throws ImapSyntaxException, IOException {
        Set<FetchItem> items = new LinkedHashSet<>();
        if (!args.skip('(')) {
            String word = args.word();
            switch (word) {
                case "ALL" -> items.addAll(all());
                case "FAST" -> items.addAll(fast());
                case "FULL" -> {
                    items.addAll(all());
                    items.add(Attribute.BODY);
                }
                default -> items.add(item(word, args));
            }
            return items;
        }
        return listed(args);
    }

    /** Those of a list, behind its opening parenthesis. */
    static Set<FetchItem> listed(Arguments args) throws ImapSyntaxException, IOException {
        Set<FetchItem> items = new LinkedHashSet<>();
        do {
            items.add(item(args.word(), args));
            if (items.size() > MAX_ITEMS) {
                throw new ImapSyntaxException("at most " + MAX_ITEMS + " items");
            }
        } while (args.skip(' '));
        args.expect(')');
        return items;
    }

    private static List<FetchItem> all() {
        List<FetchItem> items = new ArrayList<>(fast());
        items.add(Attribute.ENVELOPE);
        return items;
    }

    private static List<FetchItem> fast() {
        return List.of(Attribute.FLAGS, Attribute.INTERNALDATE, Attribute.SIZE);
    }

    private static FetchItem item(String word, Arguments args) throws ImapSyntaxException, IOException {
        return switch (word) {
            case "FLAGS" -> Attribute.FLAGS;
            case "UID" -> Attribute.UID;
            case "MODSEQ" -> Attribute.MODSEQ;
            case "INTERNALDATE" -> Attribute.INTERNALDATE;
            case "SAVEDATE" -> Attribute.SAVEDATE;
            case "PREVIEW" -> preview(args);
            case "EMAILID" -> Attribute.EMAILID;
            case "THREADID" -> Attribute.THREADID;
            case "ENVELOPE" -> Attribute.ENVELOPE;
            case "BODYSTRUCTURE" -> Attribute.BODYSTRUCTURE;
            case "BODY" -> args.peek() == '[' ? section(args, false) : Attribute.BODY;
            case "BODY.PEEK" -> section(args, true);
            case "BINARY" -> binary(args, false);
            case "BINARY.PEEK" -> binary(args, true);
            case "BINARY.SIZE" -> binarySize(args);
            case "RFC822" -> old("RFC822", What.CONTENT, false);
            case "RFC822.HEADER" -> old("RFC822.HEADER", What.HEADER, true);
            case "RFC822.TEXT" -> old("RFC822.TEXT", What.TEXT, false);
            case "RFC822.SIZE" -> Attribute.SIZE;
            default -> throw new ImapSyntaxException("expected something to fetch", word);
        };
    }

    /** <pre>"PREVIEW" [SP "(" "LAZY" *(SP "LAZY") ")"]</pre> */
    private static FetchItem preview(Arguments args) throws ImapSyntaxException {
        boolean lazy = args.skipPair(' ', '(');
        if (lazy) {
            do {
                args.keyword("LAZY");
            } while (args.skip(' '));
            args.expect(')');
        }
        return new FetchItem.Preview(lazy);
    }

    private static FetchItem old(String label, What what, boolean peek) {
        return new FetchItem.Section(label, new BodySection(List.of(), what, List.of()), Partial.WHOLE, peek);
    }

    private static FetchItem section(Arguments args, boolean peek) throws ImapSyntaxException, IOException {
        BodySection section = SectionGrammar.section(args);
        Partial partial = SectionGrammar.partial(args);
        String label = "BODY[" + SectionGrammar.text(section) + "]" + SectionGrammar.origin(partial);
        return new FetchItem.Section(label, section, partial, peek);
    }

    private static FetchItem binary(Arguments args, boolean peek) throws ImapSyntaxException {
        List<Integer> path = SectionGrammar.path(args);
        Partial partial = SectionGrammar.partial(args);
        String label = "BINARY[" + SectionGrammar.text(path) + "]" + SectionGrammar.origin(partial);
        return new FetchItem.Binary(label, path, partial, peek);
    }

    private static FetchItem binarySize(Arguments args) throws ImapSyntaxException {
        List<Integer> path = SectionGrammar.path(args);
        return new FetchItem.BinarySize("BINARY.SIZE[" + SectionGrammar.text(path) + "]", path);
    }
}
