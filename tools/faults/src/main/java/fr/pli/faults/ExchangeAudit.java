package fr.pli.faults;

import fr.pli.sandbox.Neighbour;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares the ledger with the tables of two operators, while nobody works: what the first one acknowledged lies once with each recipient at the
 * second; a recipient who does not exist there is told of once; what was not acknowledged is there once, or not at all.
 */
final class ExchangeAudit {

    /** A BAL that is not there. */
    private static final String NOBODY = "personne@" + Neighbour.DOMAIN;

    /** Whom the load writes to. */
    static final List<String> RECIPIENTS =
            List.of("claire.petit@" + Neighbour.DOMAIN, "jeanne.roux@" + Neighbour.DOMAIN, NOBODY);

    private static final String DELIVERED = """
            SELECT mail.message_id, bal.address, count(*) AS copies
            FROM message JOIN mail ON mail.id = message.mail_id JOIN bal ON bal.id = message.bal_id
            GROUP BY mail.message_id, bal.address
            """;
    private static final String NOTICES = """
            SELECT convert_from(string_agg(octets, ''::bytea ORDER BY piece), 'LATIN1') AS notice
            FROM mail_body
            WHERE mail_id IN (SELECT mail_id FROM message JOIN bal ON bal.id = message.bal_id WHERE bal.address = ?)
            GROUP BY mail_id
            """;
    private static final Pattern ABOUT = Pattern.compile("(?m)^In-Reply-To: <([^>]*)>");
    private static final Pattern FAILED = Pattern.compile("(?m)^Final-Recipient: rfc822; (\\S+)\\s+^Action: (\\w+)");

    private final Ledger ledger;
    private final String sender;

    ExchangeAudit(Ledger ledger, String sender) {
        this.ledger = ledger;
        this.sender = sender;
    }

    /** @param here the database of the operator of the sender, {@code there} that of the recipients */
    Findings run(Connection here, Connection there) throws SQLException {
        Findings findings = new Findings();
        Map<Letter.Copy, Integer> copies = copies(there);
        Map<Letter.Copy, Integer> notices = notices(here, findings);
        for (Letter letter : ledger.letters()) {
            boolean any = letter.recipients().stream()
                    .map(to -> new Letter.Copy(letter.id(), to))
                    .anyMatch(copy -> copies.containsKey(copy) || notices.containsKey(copy));
            boolean taken = ledger.isAcknowledged(letter) || any;
            for (String to : letter.recipients()) {
                Letter.Copy copy = new Letter.Copy(letter.id(), to);
                int arrived = copies.getOrDefault(copy, 0);
                int returned = notices.getOrDefault(copy, 0);
                if (taken && arrived + returned == 0) {
                    findings.lost(copy.toString());
                } else if (arrived + returned > 1) {
                    findings.duplicated(copy + ": arrived " + arrived + ", returned " + returned);
                } else if (arrived > 0 && to.equals(NOBODY) || returned > 0 && !to.equals(NOBODY)) {
                    findings.wrong(copy + ": arrived " + arrived + ", returned " + returned);
                }
            }
        }
        return findings;
    }

    private static Map<Letter.Copy, Integer> copies(Connection there) throws SQLException {
        Map<Letter.Copy, Integer> copies = new HashMap<>();
        try (Statement statement = there.createStatement();
                ResultSet rows = statement.executeQuery(DELIVERED)) {
            while (rows.next()) {
                String id = rows.getString("message_id").replaceAll("[<>]", "");
                copies.put(new Letter.Copy(id, rows.getString("address")), rows.getInt("copies"));
            }
        }
        return copies;
    }

    private Map<Letter.Copy, Integer> notices(Connection here, Findings findings) throws SQLException {
        Map<Letter.Copy, Integer> notices = new HashMap<>();
        try (var statement = here.prepareStatement(NOTICES)) {
            statement.setString(1, sender);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String notice = rows.getString("notice");
                    Matcher about = ABOUT.matcher(notice);
                    Matcher failed = FAILED.matcher(notice);
                    if (about.find() && failed.find() && failed.group(2).equals("failed")) {
                        notices.merge(new Letter.Copy(about.group(1), failed.group(1)), 1, Integer::sum);
                    } else {
                        findings.wrong("in the sender's INBOX lies what is no notice of failure");
                    }
                }
            }
        }
        return notices;
    }
}
