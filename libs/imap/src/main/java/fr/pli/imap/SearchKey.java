package fr.pli.imap;

import fr.pli.imap.mail.Flags.SystemFlag;
import fr.pli.mime.SearchText;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A condition of SEARCH (RFC 9051 section 6.4.4), as a tree. */
sealed interface SearchKey {

    record All() implements SearchKey {}

    record Flagged(SystemFlag flag) implements SearchKey {}

    record Keyword(String keyword) implements SearchKey {}

    record IsRecent() implements SearchKey {}

    /** @param indexes in what the client believes to be there, ascending */
    @SuppressWarnings("ArrayRecordComponent") // read only, compared by nobody
    record Among(int[] indexes) implements SearchKey {}

    /** A mod-sequence of at least that (RFC 7162 section 3.1.5). */
    record ModSeq(long atLeast) implements SearchKey {}

    /** Greater than that, in octets. */
    record Larger(long size) implements SearchKey {}

    record Smaller(long size) implements SearchKey {}

    record EmailId(String id) implements SearchKey {}

    /** The day of INTERNALDATE, in the operator's zone. */
    record Received(When when, LocalDate day) implements SearchKey {}

    /** The day of SAVEDATE (RFC 8514), in the operator's zone. */
    record Saved(When when, LocalDate day) implements SearchKey {}

    /** An INTERNALDATE before that moment (RFC 5032). */
    record ReceivedBefore(Instant moment) implements SearchKey {}

    /** The day of the Date field, in the sender's zone. */
    record Sent(When when, LocalDate day) implements SearchKey {}

    record Header(String name, SearchText text) implements SearchKey {}

    record Body(SearchText text) implements SearchKey {}

    record Text(SearchText text) implements SearchKey {}

    record Not(SearchKey key) implements SearchKey {}

    record And(List<SearchKey> keys) implements SearchKey {}

    record Or(SearchKey one, SearchKey other) implements SearchKey {}

    /** How a day is compared. */
    enum When {
        BEFORE,
        ON,
        SINCE;

        boolean holds(LocalDate day, LocalDate wanted) {
            return switch (this) {
                case BEFORE -> day.isBefore(wanted);
                case ON -> day.equals(wanted);
                case SINCE -> !day.isBefore(wanted);
            };
        }
    }
}
