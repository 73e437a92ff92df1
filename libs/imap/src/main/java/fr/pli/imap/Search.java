package fr.pli.imap;

import fr.pli.imap.Mailbox.Described;
import fr.pli.imap.Mailbox.Facts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds messages that meet a condition. Each message is read only as deep as is needed to tell: first the snapshot, then dates and sizes, then its
 * index, its octets last.
 */
final class Search {

    private static final int BATCH = 100;

    private final Selected selected;
    private final SearchKey key;
    private final ImapSettings settings;
    private final BitSet found = new BitSet();

    Search(Selected selected, SearchKey key, ImapSettings settings) {
        this.selected = selected;
        this.key = key;
        this.settings = settings;
    }

    /**
     * Indexes in what the client believes to be there, ascending.
     *
     * @throws ImapRefusal LIMIT if it takes longer than the settings allow
     */
    int[] run() throws IOException, ImapRefusal {
        try (SearchTime time = new SearchTime(settings.search())) {
            return find(time);
        } catch (SearchTime.RunOutException _) {
            throw new ImapRefusal("LIMIT", "Recherche trop longue, precisez-la / The search takes too long, narrow it");
        }
    }

    private int[] find(SearchTime time) throws IOException {
        List<Integer> open = new ArrayList<>();
        for (int index = 0; index < selected.size(); index++) {
            int known = selected.known().indexOf(selected.uid(index));
            if (known >= 0
                    && judge(time, candidate(index, Optional.empty(), Optional.empty(), false)) == Verdict.UNKNOWN) {
                open.add(index);
            }
        }
        for (int from = 0; from < open.size(); from += BATCH) {
            readDeeper(time, open.subList(from, Math.min(open.size(), from + BATCH)));
        }
        return found.stream().toArray();
    }

    private void readDeeper(SearchTime time, List<Integer> indexes) throws IOException {
        Map<Integer, Facts> facts = new HashMap<>();
        selected.mailbox().facts(uids(indexes), each -> facts.put(each.uid(), each));
        List<Integer> open = new ArrayList<>();
        for (int index : indexes) {
            Facts read = facts.get(selected.uid(index));
            if (read != null
                    && judge(time, candidate(index, Optional.of(read), Optional.empty(), false)) == Verdict.UNKNOWN) {
                open.add(index);
            }
        }
        List<Described> described = new ArrayList<>();
        int[] uids = uids(open);
        if (uids.length > 0) {
            selected.mailbox().describe(uids, described::add);
        }
        Mailbox.Bodies bodies = selected.mailbox().bodies(uids);
        for (Described each : described) {
            readAll(time, each, bodies);
        }
    }

    private void readAll(SearchTime time, Described described, Mailbox.Bodies bodies) throws IOException {
        int uid = described.facts().uid();
        MessageMatcher matcher = new MessageMatcher(
                described.index(), (offset, length, out) -> bodies.copy(uid, offset, length, time.over(out)));
        Optional<Facts> facts = Optional.of(described.facts());
        int index = selected.indexOf(uid);
        if (judge(time, candidate(index, facts, Optional.of(matcher), false)) == Verdict.UNKNOWN) {
            judge(time, candidate(index, facts, Optional.of(matcher), true));
        }
    }

    private Verdict judge(SearchTime time, SearchCandidate candidate) throws IOException {
        time.check();
        Verdict verdict = candidate.judge(key);
        if (verdict == Verdict.YES) {
            found.set(candidate.index());
        }
        return verdict;
    }

    private SearchCandidate candidate(
            int index, Optional<Facts> facts, Optional<MessageMatcher> matcher, boolean readsBody) {
        int known = selected.known().indexOf(selected.uid(index));
        return new SearchCandidate(selected, settings.zone(), index, known, facts, matcher, readsBody);
    }

    private int[] uids(List<Integer> indexes) {
        return selected.uids(indexes.stream().mapToInt(Integer::intValue).toArray());
    }
}
