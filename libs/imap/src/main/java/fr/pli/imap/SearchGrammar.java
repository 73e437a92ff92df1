package fr.pli.imap;

import fr.pli.imap.SearchKey.When;
import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.FlagGrammar;
import fr.pli.imap.syntax.ImapDates;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mime.SearchText;
import fr.pli.mime.TextCharset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of SEARCH and SORT (RFC 9051 section 9, RFC 5032, RFC 7162, RFC 8474,
 * RFC 8514).
 * <pre>search-keys = search-key *(SP search-key)</pre>
 */
final class SearchGrammar {

    private static final int MAX_KEYS = 1000;
    private static final int MAX_DEPTH = 50;

    private final Arguments args;
    private final Selected selected;
    private final Charset charset;
    private boolean namesModSeq;
    private int keys;

    /** @param charset of the strings to look for */
    SearchGrammar(Arguments args, Selected selected, Charset charset) {
        this.args = args;
        this.selected = selected;
        this.charset = charset;
    }

    /** @throws ImapRefusal BADCHARSET if nobody knows it */
    static Charset charset(Arguments args) throws ImapSyntaxException, ImapRefusal, IOException {
        String name = new String(args.astring(), StandardCharsets.US_ASCII);
        return TextCharset.named(name)
                .orElseThrow(() -> new ImapRefusal("BADCHARSET (UTF-8 US-ASCII)", "Nobody knows that charset"));
    }

    /** Whether MODSEQ was among the keys: the answer tells the highest one then. */
    boolean namesModSeq() {
        return namesModSeq;
    }

    SearchKey program() throws ImapSyntaxException, IOException {
        return series(0);
    }

    private SearchKey series(int depth) throws ImapSyntaxException, IOException {
        List<SearchKey> all = new ArrayList<>();
        do {
            all.add(key(depth));
        } while (args.skip(' '));
        return all.size() == 1 ? all.getFirst() : new SearchKey.And(all);
    }

    private SearchKey key(int depth) throws ImapSyntaxException, IOException {
        if (++keys > MAX_KEYS || depth > MAX_DEPTH) {
            throw new ImapSyntaxException("at most " + MAX_KEYS + " conditions, " + MAX_DEPTH + " deep");
        }
        if (args.skip('(')) {
            SearchKey key = series(depth + 1);
            args.expect(')');
            return key;
        }
        char first = args.peek();
        if (first >= '0' && first <= '9' || first == '*' || first == '$') {
            return new SearchKey.Among(selected.among(SequenceSet.read(args), Numbering.SEQUENCE));
        }
        String name = args.keyword();
        return switch (name) {
            case "ALL", "SAVEDATESUPPORTED" -> new SearchKey.All();
            case "ANSWERED", "DELETED", "DRAFT", "FLAGGED", "SEEN" -> flag(name);
            case "UNANSWERED", "UNDELETED", "UNDRAFT", "UNFLAGGED", "UNSEEN" ->
                new SearchKey.Not(flag(name.substring(2)));
            case "RECENT" -> new SearchKey.IsRecent();
            case "OLD" -> new SearchKey.Not(new SearchKey.IsRecent());
            case "NEW" -> new SearchKey.And(List.of(new SearchKey.IsRecent(), new SearchKey.Not(flag("SEEN"))));
            default -> withArgument(name, depth);
        };
    }

    private SearchKey withArgument(String name, int depth) throws ImapSyntaxException, IOException {
        args.space();
        return switch (name) {
            case "NOT" -> new SearchKey.Not(key(depth + 1));
            case "OR" -> {
                SearchKey one = key(depth + 1);
                args.space();
                yield new SearchKey.Or(one, key(depth + 1));
            }
            case "KEYWORD" -> new SearchKey.Keyword(FlagGrammar.keyword(args));
            case "UNKEYWORD" -> new SearchKey.Not(new SearchKey.Keyword(FlagGrammar.keyword(args)));
            case "UID" -> new SearchKey.Among(selected.among(SequenceSet.read(args), Numbering.UID));
            case "LARGER" -> new SearchKey.Larger(args.number());
            case "SMALLER" -> new SearchKey.Smaller(args.number());
            case "MODSEQ" -> modSeq();
            case "EMAILID" -> new SearchKey.EmailId(args.atom());
            case "THREADID" -> {
                args.atom();
                yield new SearchKey.Not(new SearchKey.All());
            }
            case "BEFORE", "ON", "SINCE" -> new SearchKey.Received(When.valueOf(name), date());
            case "OLDER" -> new SearchKey.ReceivedBefore(ago());
            case "YOUNGER" -> new SearchKey.Not(new SearchKey.ReceivedBefore(ago()));
            case "SAVEDBEFORE", "SAVEDON", "SAVEDSINCE" ->
                new SearchKey.Saved(When.valueOf(name.substring("SAVED".length())), date());
            case "SENTBEFORE", "SENTON", "SENTSINCE" ->
                new SearchKey.Sent(When.valueOf(name.substring("SENT".length())), date());
            case "BCC", "CC", "FROM", "SUBJECT", "TO" -> new SearchKey.Header(name, text());
            case "HEADER" -> {
                String field = new String(args.astring(), StandardCharsets.ISO_8859_1);
                args.space();
                yield new SearchKey.Header(field, text());
            }
            case "BODY" -> new SearchKey.Body(text());
            case "TEXT" -> new SearchKey.Text(text());
            default -> throw new ImapSyntaxException("expected a condition", name);
        };
    }

    private static SearchKey flag(String name) {
        return new SearchKey.Flagged(SystemFlag.valueOf(name));
    }

    /** <pre>"MODSEQ" [SP entry-name SP entry-type-req] SP mod-sequence-valzer</pre> Flags have one mod-sequence, whatever the entry. */
    private SearchKey modSeq() throws ImapSyntaxException, IOException {
        namesModSeq = true;
        if (args.peek() == '"') {
            args.string();
            args.space();
            args.atom();
            args.space();
        }
        return new SearchKey.ModSeq(args.number());
    }

    /** <pre>interval = nz-number</pre> In seconds before now (RFC 5032). */
    private Instant ago() throws ImapSyntaxException {
        long seconds = args.number32();
        if (seconds == 0) {
            throw new ImapSyntaxException("an interval is at least one second");
        }
        return Instant.now().minusSeconds(seconds);
    }

    private LocalDate date() throws ImapSyntaxException, IOException {
        return ImapDates.date(new String(args.astring(), StandardCharsets.ISO_8859_1));
    }

    private SearchText text() throws ImapSyntaxException, IOException {
        byte[] octets = args.astring();
        try {
            return new SearchText(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException _) {
            throw new ImapSyntaxException("expected text in " + charset.name(), octets);
        }
    }
}
