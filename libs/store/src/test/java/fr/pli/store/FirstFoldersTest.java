package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.SpecialUse;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.FirstFolders;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mailboxes of a new BAL (RFC 6154). */
class FirstFoldersTest {

    private static final Actor ADMIN = new Actor("admin", "s1");
    private static final IdNatPs MARIE = new IdNatPs("899700000001");

    private static Database database;
    private static Watches watches;

    @BeforeAll
    static void open() throws Exception {
        database = TestPostgres.fresh().open();
        watches = new Watches(database);
        new Registry(database).addDomain("medecin.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        watches.close();
        database.close();
    }

    @Test
    void each_is_found_by_its_use_and_named_in_the_language_of_the_operator() throws Exception {
        assertThat(uses(account(FirstFolders.FR)))
                .containsExactly(
                        "Archives \\Archive",
                        "Brouillons \\Drafts",
                        "Corbeille \\Trash",
                        "Envoyés \\Sent",
                        "INBOX",
                        "Indésirables \\Junk");
        assertThat(uses(account(FirstFolders.EN)))
                .containsExactly(
                        "Archive \\Archive", "Drafts \\Drafts", "INBOX", "Junk \\Junk", "Sent \\Sent", "Trash \\Trash");
        assertThat(uses(account(FirstFolders.NONE))).containsExactly("INBOX");
    }

    @ParameterizedTest
    @EnumSource
    void they_are_subscribed_and_like_any_other(FirstFolders folders) throws Exception {
        Account account = account(folders);
        assertThat(account.mailboxes())
                .filteredOn(each -> each.use().isPresent())
                .allMatch(MailboxInfo::subscribed)
                .hasSize(folders == FirstFolders.NONE ? 0 : SpecialUse.values().length);
        for (MailboxInfo each : account.mailboxes()) {
            assertThat(account.open(each.name()).snapshot().size()).isZero();
            if (each.use().isPresent()) {
                account.delete(each.name());
            }
        }
        assertThat(uses(account)).containsExactly("INBOX");
    }

    private static Account account(FirstFolders folders) throws Exception {
        Registry registry = new Registry(database, folders);
        MssAddress address = MssAddress.parse("bal." + System.nanoTime() + "@medecin.pli.mssante.fr");
        registry.create(NewBal.per(address, MARIE), ADMIN);
        return new PostgresMailStore(database, registry, watches).account(address);
    }

    private static List<String> uses(Account account) {
        return account.mailboxes().stream()
                .map(each -> each.name().value()
                        + each.use().map(use -> " " + use.attribute()).orElse(""))
                .sorted()
                .toList();
    }
}
