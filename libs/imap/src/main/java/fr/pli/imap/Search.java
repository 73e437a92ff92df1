package fr.pli.imap;

import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.Described;
import fr.pli.imap.mail.Mailbox.Facts;
import fr.pli.mime.MessageMatcher;
import fr.pli.mime.TextSignature;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.wire.ComputingTime.RunOutException;
import fr.pli.wire.ComputingTime.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds messages that meet a condition. Each message is read only as deep as is needed to tell: first the snapshot, then its signature, then dates
 * and sizes, then its index, its octets last. Of a message that was read in vain the signature is remembered.
 */
final class Search {

    private static final Logger log = LoggerFactory.getLogger(Search.class);
    private static final int BATCH = 100;
    private static final int REMEMBERED_AT_ONCE = 1000;

    private final Selected selected;
    private final SearchKey key;
    private final ImapSettings settings;
    private final BitSet found = new BitSet();
    private final Map<Integer, TextSignature> signatures = new HashMap<>();
    private RuledOut ruledOut = RuledOut.NOTHING;

    Search(Selected selected, SearchKey key, ImapSettings settings) {
        this.selected = selected;
        this.key = key;
        this.settings = settings;
    }

    /**
     * Indexes in what the client believes to be there, ascending.
     *
     * @throws RunOutException if it takes longer than the settings allow
     */
    int[] run(Work time) throws IOException {
        try {
            int[] all = find(time);
            remember(time);
            return all;
        } catch (RunOutException e) {
            remember(time); // the next one comes further
            throw e;
        }
    }

    private int[] find(Work time) throws IOException {
        List<Integer> all = new ArrayList<>();
        for (int index = 0; index < selected.size(); index++) {
            if (selected.known().indexOf(selected.uid(index)) >= 0) {
                all.add(index);
            }
        }
        List<Integer> open = undecided(time, all);
        ruledOut = RuledOut.ask(selected, open, key, time);
        open = undecided(time, open);
        for (int from = 0; from < open.size(); from += BATCH) {
            readDeeper(time, open.subList(from, Math.min(open.size(), from + BATCH)));
        }
        return found.stream().toArray();
    }

    private List<Integer> undecided(Work time, List<Integer> indexes) throws IOException {
        List<Integer> open = new ArrayList<>();
        for (int index : indexes) {
            if (judge(time, candidate(time, index, Optional.empty(), Optional.empty(), false)) == Verdict.UNKNOWN) {
                open.add(index);
            }
        }
        return open;
    }

    private void readDeeper(Work time, List<Integer> indexes) throws IOException {
        Map<Integer, Facts> facts = time.aside(() -> facts(indexes));
        List<Integer> open = new ArrayList<>();
        for (int index : indexes) {
            Facts read = facts.get(selected.uid(index));
            if (read != null
                    && judge(time, candidate(time, index, Optional.of(read), Optional.empty(), false))
                            == Verdict.UNKNOWN) {
                open.add(index);
            }
        }
        int[] uids = uids(open);
        Mailbox.Bodies bodies = selected.mailbox().bodies(uids);
        for (int from = 0; from < uids.length; ) {
            List<Described> described = new ArrayList<>();
            int[] next = Arrays.copyOfRange(uids, from, uids.length);
            from += time.aside(() -> selected.mailbox().describeSome(next, described::add));
            for (Described each : described) {
                readAll(time, each, bodies);
            }
        }
    }

    private Map<Integer, Facts> facts(List<Integer> indexes) {
        Map<Integer, Facts> facts = new HashMap<>();
        selected.mailbox().facts(uids(indexes), each -> facts.put(each.uid(), each));
        return facts;
    }

    private void readAll(Work time, Described described, Mailbox.Bodies bodies) throws IOException {
        int uid = described.facts().uid();
        MessageMatcher matcher = new MessageMatcher(
                described.index(),
                (offset, length, out) -> time.aside(() -> bodies.copy(uid, offset, length, time.over(out))));
        Optional<Facts> facts = Optional.of(described.facts());
        int index = selected.indexOf(uid);
        if (judge(time, candidate(time, index, facts, Optional.of(matcher), false)) == Verdict.UNKNOWN) {
            judge(time, candidate(time, index, facts, Optional.of(matcher), true));
            matcher.signature().ifPresent(signature -> signatures.put(uid, signature));
            if (signatures.size() >= REMEMBERED_AT_ONCE) {
                remember(time);
            }
        }
    }

    private void remember(Work time) {
        try {
            if (!signatures.isEmpty()) {
                time.aside(() -> {
                    selected.mailbox().remember(signatures);
                    return signatures;
                });
            }
        } catch (StoreUnavailableException e) {
            log.warn("signatures not kept reason=\"{}\"", e.toString()); // what was found is found
        }
        signatures.clear();
    }

    private Verdict judge(Work time, SearchCandidate candidate) throws IOException {
        time.check();
        Verdict verdict = candidate.judge(key);
        if (verdict == Verdict.YES) {
            found.set(candidate.index());
        }
        return verdict;
    }

    private SearchCandidate candidate(
            Work time, int index, Optional<Facts> facts, Optional<MessageMatcher> matcher, boolean readsBody) {
        int known = selected.known().indexOf(selected.uid(index));
        return new SearchCandidate(selected, time, settings.zone(), index, known, ruledOut, facts, matcher, readsBody);
    }

    private int[] uids(List<Integer> indexes) {
        return selected.uids(indexes.stream().mapToInt(Integer::intValue).toArray());
    }
}
