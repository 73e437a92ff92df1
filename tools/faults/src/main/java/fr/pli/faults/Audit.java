package fr.pli.faults;

import fr.pli.faults.Letter.Copy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the ledger with the books, while nobody works: every message that was acknowledged is there exactly once for each of its
 * recipients, octet for octet, unless it was expunged; each that was submitted has exactly one indicator for each recipient; one without
 * an answer is there for all or for none; and no UID was ever given twice.
 */
final class Audit {

    private static final int FLAGGED = 2;
    private static final String HEADER_END = "\r\n\r\n";

    private final Ledger ledger;
    private long readTo;

    Audit(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Makes one. Octets that an audit before has read are not read again.
     *
     * @param connection which sees everything; nothing is changed
     */
    Findings run(Connection connection) throws SQLException {
        Findings findings = new Findings();
        Books books = new Books(connection);
        Map<Long, Books.Mail> mails = books.mails();
        Map<Long, Map<String, Integer>> indicators = books.indicators();
        Map<Copy, Integer> copies = copies(books.rows(), mails, findings);
        Map<String, Set<Long>> stored = new HashMap<>();
        mails.values()
                .forEach(mail -> stored.computeIfAbsent(mail.letter(), _ -> new HashSet<>())
                        .add(mail.id()));
        for (Letter letter : ledger.letters()) {
            Set<Long> ids = stored.getOrDefault(letter.id(), Set.of());
            copies(letter, ids, copies, findings);
            indicators(letter, ids, indicators, findings);
        }
        strangers(mails, indicators, findings);
        bodies(books, mails, findings);
        books.reused().forEach(place -> findings.wrong("UID given twice: " + place));
        books.miscounted().forEach(box -> findings.wrong("counts are not those of the messages: " + box));
        return findings;
    }

    /** How often each copy is in its BAL. */
    private Map<Copy, Integer> copies(List<Books.Row> rows, Map<Long, Books.Mail> mails, Findings findings) {
        Map<Copy, Integer> copies = new HashMap<>();
        for (Books.Row row : rows) {
            Books.Mail mail = mails.get(row.mail());
            if (mail == null) {
                findings.lost("the mail of " + row);
                continue;
            }
            Copy copy = new Copy(mail.letter(), row.bal());
            copies.merge(copy, 1, Integer::sum);
            ledger.seen(new Ledger.Place(row.bal(), row.uidValidity(), row.uid()), mail.letter());
            if (ledger.isFlagged(copy) && (row.flags() & FLAGGED) == 0) {
                findings.wrong("a flag is lost: " + copy);
            }
        }
        return copies;
    }

    private void copies(Letter letter, Set<Long> ids, Map<Copy, Integer> copies, Findings findings) {
        if (ids.size() > 1) {
            findings.duplicated(letter.id() + " is stored as " + ids);
        }
        boolean taken = ledger.isAcknowledged(letter) || !ids.isEmpty();
        for (String bal : letter.recipients()) {
            Copy copy = new Copy(letter.id(), bal);
            int found = copies.getOrDefault(copy, 0);
            if (found > 1) {
                findings.duplicated(copy + ", " + found + " times");
            } else if (found == 0 && taken && !ledger.mayBeExpunged(copy)) {
                findings.lost(copy.toString());
            } else if (found > 0 && ledger.isExpunged(copy)) {
                findings.wrong("was expunged and is there again: " + copy);
            }
        }
    }

    private void indicators(
            Letter letter, Set<Long> ids, Map<Long, Map<String, Integer>> indicators, Findings findings) {
        Map<String, Integer> expected = new HashMap<>();
        if (letter.emitted()) {
            letter.recipients().forEach(recipient -> expected.put(recipient, 1));
        }
        for (long id : ids) {
            Map<String, Integer> found = indicators.getOrDefault(id, Map.of());
            if (!found.equals(expected)) {
                findings.wrong("indicators of " + letter.id() + ": " + found + ", not " + expected);
            }
        }
    }

    /** What nobody sent, or is nobody's. */
    private void strangers(Map<Long, Books.Mail> mails, Map<Long, Map<String, Integer>> indicators, Findings findings) {
        for (Books.Mail mail : mails.values()) {
            if (ledger.letter(mail.letter()).isEmpty()) {
                findings.wrong("nobody sent mail " + mail.id() + " " + mail.letter());
            }
            if (mail.refs() != mail.named()) {
                findings.wrong("mail " + mail.id() + " is named by " + mail.named() + " rows, not " + mail.refs());
            }
        }
        for (long id : indicators.keySet()) {
            if (!mails.containsKey(id)) { // one that all have expunged is swept away much later than a run lasts
                findings.wrong("indicators of mail " + id + ", which is not there");
            }
        }
    }

    private void bodies(Books books, Map<Long, Books.Mail> mails, Findings findings) throws SQLException {
        Set<Long> missing = new HashSet<>();
        mails.keySet().stream().filter(id -> id > readTo).forEach(missing::add);
        books.bodies(readTo, (id, octets) -> {
            missing.remove(id);
            Books.Mail mail = mails.get(id);
            if (mail == null) {
                findings.wrong("a body of mail " + id + ", which is not there");
            } else {
                ledger.letter(mail.letter()).ifPresent(letter -> body(mail, letter, octets, findings));
            }
        });
        missing.forEach(id -> findings.lost("the body of mail " + id));
        readTo = mails.keySet().stream().mapToLong(Long::longValue).max().orElse(readTo);
    }

    /** An appended message is stored as it was sent, a submitted one below the fields that the server adds. */
    private static void body(Books.Mail mail, Letter letter, byte[] octets, Findings findings) {
        int added = octets.length - letter.length();
        if (octets.length != mail.size() || !Post.digest(octets, 0).equals(mail.digest())) {
            findings.lost("the octets of mail " + mail.id() + " are not those of its digest");
        } else if (added < 0
                || (added > 0 && !letter.emitted())
                || !Post.digest(octets, added).equals(letter.digest())
                || new String(octets, 0, added, StandardCharsets.ISO_8859_1).contains(HEADER_END)) {
            findings.lost(letter.id() + " is not what was sent");
        }
    }
}
