package fr.pli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An audit that finds nothing proves something only if it finds what is there: each kind of damage, done to the tables by hand. */
class AuditTest {

    /** A message that was submitted, of which nothing was expunged. */
    private static final String SOME =
            "(SELECT max(id) FROM mail WHERE refs > 0 AND size < 100000 AND id IN (SELECT mail_id FROM indicator)"
                    + " AND refs = (SELECT count(*) FROM indicator WHERE mail_id = mail.id))";

    @TempDir
    static Path folder;

    private static final Ledger LEDGER = new Ledger();
    private static Site site;

    @BeforeAll
    static void work_a_while() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        site = Site.start(folder, Fault.Preparation.NONE);
        try (Load load = new Load(site.actors(new Post("audit", new Random()), LEDGER), LEDGER)) {
            for (int n = 0; n < 3; n++) {
                assertThat(load.awaitAll(Duration.ofMinutes(2))).isEmpty();
            }
        }
        try (Connection connection = site.database()) {
            assertThat(new Audit(LEDGER).run(connection).all()).isEmpty();
        }
        assertThat(LEDGER.complaints()).isEmpty();
    }

    @AfterAll
    static void stop() throws Exception {
        if (site != null) {
            site.close();
        }
    }

    @Test
    void all_is_well_where_nothing_is_broken() throws Exception {
        try (Connection connection = site.database()) {
            Findings findings = new Audit(LEDGER).run(connection);
            assertThat(findings.all()).isEmpty();
            assertThat(LEDGER.acknowledgements()).isPositive();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a message is gone from a mailbox        | lost            | DELETE FROM message WHERE mail_id = SOME AND bal_id = (SELECT max(bal_id) FROM message WHERE mail_id = SOME)
            a mail is gone                          | lost            | DELETE FROM mail WHERE id = SOME
            a message is gone altogether            | lost            | WITH rows AS (DELETE FROM message WHERE mail_id = SOME) DELETE FROM mail WHERE id = SOME
            a body is gone                          | lost: the body  | DELETE FROM mail_body WHERE mail_id = SOME
            an octet of a body is another           | are not those   | UPDATE mail_body SET octets = set_byte(octets, length(octets) - 5, 7) WHERE mail_id = SOME AND piece = 0
            a body and its digest are others        | is not what was | WITH changed AS (UPDATE mail_body SET octets = set_byte(octets, 400, 7) WHERE mail_id = SOME RETURNING octets) UPDATE mail SET sha256 = sha256(changed.octets) FROM changed WHERE id = SOME
            a copy is there twice                   | duplicated      | INSERT INTO message SELECT bal_id, mailbox_id, uid + 100000, flags, modseq, mail_id, internal_date, size, keywords FROM message WHERE mail_id = SOME
            a mail is stored twice                  | is stored as    | INSERT INTO mail SELECT id + 1000000, size, sha256, message_id, index, 0, now() FROM mail WHERE id = SOME
            an indicator is missing                 | indicators of   | DELETE FROM indicator WHERE mail_id = SOME AND recipient_no = 1
            an indicator is there twice             | indicators of   | INSERT INTO indicator SELECT * FROM indicator WHERE mail_id = SOME AND recipient_no = 1
            a UID is that of an expunged message    | UID given twice | INSERT INTO expunged SELECT bal_id, mailbox_id, 1000000, uid FROM message WHERE mail_id = SOME
            a mailbox would give a UID again        | UID given twice | UPDATE mailbox SET uidnext = 1 WHERE messages > 0
            a count is wrong                        | counts are not  | UPDATE mailbox SET messages = messages + 1
            a mail is named by fewer than it counts | is named by     | UPDATE mail SET refs = refs + 1 WHERE id = SOME
            a mail is of nobody                     | nobody sent     | UPDATE mail SET message_id = '<of.nobody>' WHERE id = SOME
            """)
    void damage_is_found(String what, String finding, String statement) throws Exception {
        assertThat(after(statement.replace("SOME", SOME)))
                .as(what)
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void two_messages_under_one_uid_are_found() throws Exception {
        List<String> before = LEDGER.complaints();
        after("UPDATE message SET mail_id = (SELECT min(id) FROM mail WHERE id <> SOME) WHERE mail_id = SOME"
                .replace("SOME", SOME));
        List<String> complaints = new ArrayList<>(LEDGER.complaints());
        complaints.removeAll(before);
        assertThat(complaints).anySatisfy(complaint -> assertThat(complaint).startsWith("UID reused"));
    }

    @Test
    void flag_that_is_lost_is_found() throws Exception {
        assertThat(after("UPDATE message SET flags = 0"))
                .anySatisfy(found -> assertThat(found).startsWith("a flag is lost"));
    }

    /** What an audit finds after a change that is taken back. */
    private static List<String> after(String statement) throws Exception {
        try (Connection connection = site.database();
                Statement change = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(change.executeUpdate(statement)).as("rows changed").isPositive();
            List<String> found = new Audit(LEDGER).run(connection).all();
            connection.rollback();
            return found;
        }
    }
}
