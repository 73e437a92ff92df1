package fr.pli.imap;

import fr.pli.mime.SearchText;
import fr.pli.mime.TextProbe;
import fr.pli.mime.TextSignature;
import fr.pli.wire.ComputingTime.RunOutException;
import fr.pli.wire.ComputingTime.Work;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which messages cannot hold a text that is searched for, as their signatures tell ({@link TextSignature}). */
final class RuledOut {

    /** Nothing is known. */
    static final RuledOut NOTHING = new RuledOut();

    private static final int AT_ONCE = 10_000;
    private static final int MOST_TEXTS = 4;

    private final Map<SearchText, BitSet> messages = new HashMap<>();

    /** Asks the mailbox for the first texts of a condition. {@code indexes} are in what the client believes to be there, ascending. */
    static RuledOut ask(Selected selected, List<Integer> indexes, SearchKey key, Work time) throws RunOutException {
        List<SearchText> texts = new ArrayList<>();
        collect(key, texts);
        RuledOut all = new RuledOut();
        for (SearchText text : texts.subList(0, Math.min(MOST_TEXTS, texts.size()))) {
            Optional<TextProbe> probe = text.probe();
            if (probe.isPresent()) {
                all.messages.put(text, ask(selected, indexes, probe.get(), time));
            }
        }
        return all;
    }

    boolean holds(SearchText text, int index) {
        BitSet its = messages.get(text);
        return its != null && its.get(index);
    }

    private static BitSet ask(Selected selected, List<Integer> indexes, TextProbe probe, Work time)
            throws RunOutException {
        BitSet ruledOut = new BitSet();
        for (int from = 0; from < indexes.size(); from += AT_ONCE) {
            time.check();
            List<Integer> some = indexes.subList(from, Math.min(indexes.size(), from + AT_ONCE));
            some.forEach(ruledOut::set);
            int[] uids = selected.uids(some.stream().mapToInt(Integer::intValue).toArray());
            for (int uid : time.aside(() -> selected.mailbox().mayHold(uids, probe))) {
                ruledOut.clear(selected.indexOf(uid));
            }
        }
        return ruledOut;
    }

    private static void collect(SearchKey key, List<SearchText> texts) {
        switch (key) {
            case SearchKey.Body(SearchText text) -> texts.add(text);
            case SearchKey.Text(SearchText text) -> texts.add(text);
            case SearchKey.Not(SearchKey inner) -> collect(inner, texts);
            case SearchKey.And(List<SearchKey> keys) -> keys.forEach(each -> collect(each, texts));
            case SearchKey.Or(SearchKey one, SearchKey other) -> {
                collect(one, texts);
                collect(other, texts);
            }
            default -> {} // asks for no text
        }
    }
}
