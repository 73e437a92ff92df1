package fr.pli.imap;

import fr.pli.imap.mail.Mailbox.Described;
import fr.pli.imap.mail.Mailbox.Facts;
import fr.pli.mime.MessageIndex;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A message with what SORT compares of it.
 *
 * @param sent the Date field, or {@code arrival} where there is none
 * @param texts those that are compared
 */
record SortRow(int uid, Instant arrival, long size, Instant sent, Map<SortCriterion.Key, String> texts) {

    static SortRow of(Facts facts) {
        return new SortRow(facts.uid(), facts.internalDate(), facts.size(), facts.internalDate(), Map.of());
    }

    static SortRow of(Described described, List<SortCriterion> criteria) {
        Facts facts = described.facts();
        MessageIndex index = described.index();
        Map<SortCriterion.Key, String> texts = new EnumMap<>(SortCriterion.Key.class);
        for (SortCriterion criterion : criteria) {
            SortCriterion.Key key = criterion.key();
            switch (key) {
                case SUBJECT -> texts.put(key, SortKeys.subject(index));
                case FROM, TO, CC -> texts.put(key, SortKeys.mailbox(index, key.name()));
                case ARRIVAL, DATE, SIZE -> {
                    // not a text
                }
            }
        }
        Instant sent = SortKeys.sent(index).orElse(facts.internalDate());
        return new SortRow(facts.uid(), facts.internalDate(), facts.size(), sent, texts);
    }

    String text(SortCriterion.Key key) {
        return texts.getOrDefault(key, "");
    }
}
