package fr.pli.imap;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox.Facts;
import fr.pli.mime.KeptFields;
import fr.pli.mime.MessageMatcher;
import fr.pli.mime.SearchText;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message that SEARCH looks at, with as much of it as has been read; what cannot be told from that is {@link Verdict#UNKNOWN}.
 *
 * @param time asked before each condition that reads texts
 * @param index in what the client believes to be there
 * @param known index in what is known
 * @param ruledOut what its signature tells
 * @param facts empty while not read
 * @param matcher empty while the message's index is not read
 * @param readsBody whether its octets may be read now
 */
record SearchCandidate(
        Selected selected,
        Work time,
        ZoneId zone,
        int index,
        int known,
        RuledOut ruledOut,
        Optional<Facts> facts,
        Optional<MessageMatcher> matcher,
        boolean readsBody) {

    Verdict judge(SearchKey key) throws IOException {
        return switch (key) {
            case SearchKey.All _ -> Verdict.YES;
            case SearchKey.Not(SearchKey inner) -> judge(inner).not();
            case SearchKey.Or or -> or(or);
            case SearchKey.And and -> and(and);
            case SearchKey.Flagged(Flags.SystemFlag flag) -> Verdict.of(flags().has(flag));
            case SearchKey.Keyword(String keyword) -> Verdict.of(flags().has(keyword));
            case SearchKey.IsRecent _ ->
                Verdict.of(selected.recent().holds(selected.known().uid(known)));
            case SearchKey.Among(int[] indexes) -> Verdict.of(Arrays.binarySearch(indexes, index) >= 0);
            case SearchKey.ModSeq(long atLeast) -> Verdict.of(selected.known().modSeq(known) >= atLeast);
            case SearchKey.Larger(long size) -> fact(facts.map(f -> f.size() > size));
            case SearchKey.Smaller(long size) -> fact(facts.map(f -> f.size() < size));
            case SearchKey.EmailId(String id) -> fact(facts.map(f -> f.emailId().equals(id)));
            case SearchKey.Received received ->
                fact(facts.map(f -> received.when().holds(day(f.internalDate()), received.day())));
            case SearchKey.Saved saved -> fact(facts.map(f -> saved.when().holds(day(f.saved()), saved.day())));
            case SearchKey.ReceivedBefore(Instant moment) ->
                fact(facts.map(f -> f.internalDate().isBefore(moment)));
            case SearchKey.Sent sent ->
                fact(matcher.map(m -> m.sentDay()
                        .map(day -> sent.when().holds(day, sent.day()))
                        .orElse(false)));
            case SearchKey.Header header -> header(header);
            case SearchKey.Body(SearchText text) ->
                canRead(text) ? Verdict.of(matcher.orElseThrow().body(text)) : unread(text);
            case SearchKey.Text(SearchText text) ->
                canRead(text) ? Verdict.of(matcher.orElseThrow().text(text)) : unread(text);
        };
    }

    private Verdict and(SearchKey.And and) throws IOException {
        Verdict verdict = Verdict.YES;
        for (SearchKey key : and.keys()) {
            verdict = verdict.and(judge(key));
            if (verdict == Verdict.NO) {
                return verdict;
            }
        }
        return verdict;
    }

    private Verdict or(SearchKey.Or or) throws IOException {
        Verdict one = judge(or.one());
        return one == Verdict.YES ? one : one.not().and(judge(or.other()).not()).not();
    }

    private Verdict header(SearchKey.Header header) throws IOException {
        time.check();
        boolean readable = KeptFields.isKept(header.name()) ? matcher.isPresent() : canRead();
        return readable ? Verdict.of(matcher.orElseThrow().header(header.name(), header.text())) : Verdict.UNKNOWN;
    }

    private boolean canRead(SearchText text) {
        return canRead() && !ruledOut.holds(text, index);
    }

    private Verdict unread(SearchText text) {
        return ruledOut.holds(text, index) ? Verdict.NO : Verdict.UNKNOWN;
    }

    private boolean canRead() {
        return readsBody && matcher.isPresent();
    }

    private Flags flags() {
        return selected.known().flags(known);
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    private static Verdict fact(Optional<Boolean> holds) {
        return holds.map(Verdict::of).orElse(Verdict.UNKNOWN);
    }
}
