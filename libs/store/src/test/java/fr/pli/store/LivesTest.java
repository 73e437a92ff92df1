package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.BalState;
import fr.pli.registry.ContactMails;
import fr.pli.registry.FirstFolders;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LivesTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    private static TestPostgres postgres;
    private static Node node;
    private static Lives lives;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        node = new Node(postgres);
        node.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
        lives = new Lives(node.database(), node.registry(), node.watches());
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    @Requirement("MSS 19")
    void one_that_nobody_opens_is_unpublished_once_and_works_on() throws Exception {
        Lives.Life life = idle(40);
        assertThat(lives.unpublish(life)).isTrue();
        assertThat(lives.unpublish(life)).isFalse();
        assertThat(node.registry().find(life.bal().address()).orElseThrow().state())
                .isEqualTo(BalState.UNPUBLISHED);
        assertThat(node.registry()
                        .find(life.bal().address())
                        .orElseThrow()
                        .state()
                        .isOpen())
                .isTrue();
        assertThat(audit(life)).containsExactly("bal-created", "bal-unpublished");
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void announcements_lie_in_the_inbox_and_wait_for_the_contact() throws Exception {
        Lives.Life life = idle(100);
        ContactMails.Written mail = new ContactMails.Written("marie@example.fr", "Votre BAL", "Bonjour");
        assertThat(lives.announce(life, NOW, Letters.about("suppression"), Optional.of(mail)))
                .isTrue();
        assertThat(lives.announce(life, NOW, Letters.about("suppression"), Optional.of(mail)))
                .as("a second node does not announce it again")
                .isFalse();

        assertThat(node.mail()
                        .account(life.bal().address())
                        .status(MailboxName.INBOX)
                        .messages())
                .isEqualTo(1);
        List<ContactMails.Due> due = new ContactMails(node.database()).take(10);
        assertThat(due).extracting(ContactMails.Due::mail).containsExactly(mail);
        new ContactMails(node.database()).sent(due.getFirst().id());
        Lives.Life later = read(life.bal());
        assertThat(later.notices()).isEqualTo(1);
        assertThat(later.noticed()).contains(NOW);
        assertThat(later.bal().state()).isEqualTo(BalState.NOTICE);
    }

    @Test
    void a_contact_that_nobody_takes_is_forgotten_in_the_end() throws Exception {
        ContactMails mails = new ContactMails(node.database());
        ContactMails.Written mail = new ContactMails.Written("parti@example.fr", "Votre BAL", "Bonjour");
        lives.announce(idle(100), NOW, Letters.about("suppression"), Optional.of(mail));
        mails.take(10);
        postgres.run("UPDATE contact_mail SET attempts = 500 WHERE recipient = 'parti@example.fr'");
        assertThat(mails.giveUp()).as("the last try is under way").isZero();
        postgres.run("UPDATE contact_mail SET due_at = now() WHERE recipient = 'parti@example.fr'");
        assertThat(mails.take(10)).isEmpty();
        assertThat(mails.giveUp()).isEqualTo(1);
    }

    @Test
    void whoever_opens_it_meanwhile_is_not_overruled() throws Exception {
        Lives.Life life = idle(400);
        postgres.run(
                "UPDATE bal SET connected_at = now() WHERE id = " + life.bal().id());
        assertThat(lives.unpublish(life)).isFalse();
        assertThat(lives.announce(life, NOW, Letters.about("x"), Optional.empty()))
                .isFalse();
        assertThat(lives.delete(life, NOW, lives.arrivals(life.bal()), Lives.Keeping.NOTHING))
                .isFalse();
        assertThat(audit(life)).containsExactly("bal-created");
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void what_is_deleted_is_swept_away_and_its_address_never_given_again() throws Exception {
        Lives.Life life = idle(400);
        node.acceptance().take(Letters.from(Letters.about("dernier"), Letters.to(life.bal())));
        long before = lives.arrivals(life.bal());
        node.acceptance().take(Letters.from(Letters.about("encore"), Letters.to(life.bal())));
        assertThat(lives.delete(life, NOW, before, Lives.Keeping.NOTHING))
                .as("what came was not kept")
                .isFalse();
        assertThat(lives.delete(life, NOW, lives.arrivals(life.bal()), Lives.Keeping.NOTHING))
                .isTrue();
        new MailSweep(node.database()).run();
        assertThat(postgres.ask("SELECT count(*) FROM message WHERE bal_id = "
                        + life.bal().id()))
                .containsExactly("0");
        assertThat(catchThrowable(() ->
                        node.registry().create(NewBal.per(life.bal().address(), new IdNatPs("899700000017")), ADMIN)))
                .isInstanceOf(RegistryException.class);
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void what_came_while_a_mailbox_went_is_not_deleted_unexported() throws Exception {
        Lives.Life life = idle(400);
        Account account = node.mail().account(life.bal().address());
        account.create(new MailboxName("Vide"), Optional.empty());
        long before = lives.arrivals(life.bal());
        account.delete(new MailboxName("Vide"));
        node.acceptance().take(Letters.from(Letters.about("arrivé"), Letters.to(life.bal())));
        assertThat(lives.delete(life, NOW, before, Lives.Keeping.NOTHING)).isFalse();
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void one_that_an_administrator_sets_active_is_as_if_it_had_been_opened() throws Exception {
        Lives.Life life = idle(366);
        for (int notice = 1; notice <= 3; notice++) {
            assertThat(lives.announce(read(life.bal()), NOW, Letters.about("suppression"), Optional.empty()))
                    .isTrue();
        }
        Lives.Life announced = read(life.bal());
        node.registry().moveTo(BalState.ACTIVE, life.bal().address(), ADMIN);

        assertThat(postgres.ask("SELECT notices || ' ' || coalesce(noticed_at::text, 'never') FROM bal WHERE id = "
                        + life.bal().id()))
                .containsExactly("0 never");
        assertThat(all())
                .extracting(each -> each.bal().id())
                .doesNotContain(life.bal().id());
        assertThat(lives.delete(announced, NOW, lives.arrivals(life.bal()), Lives.Keeping.NOTHING))
                .as("whoever read it before is not obeyed")
                .isFalse();
        assertThat(lives.unpublish(announced)).isFalse();
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void what_cannot_be_kept_is_not_deleted() throws Exception {
        Lives.Life life = idle(400);
        assertThat(catchThrowable(() -> lives.delete(life, NOW, lives.arrivals(life.bal()), () -> {
                    throw new IOException("disque plein");
                })))
                .isInstanceOf(IOException.class);
        assertThat(postgres.ask("SELECT state FROM bal WHERE id = " + life.bal().id()))
                .containsExactly("CREATED");
        assertThat(audit(life)).containsExactly("bal-created");
    }

    @Test
    void a_row_that_cannot_be_read_hides_no_other() throws Exception {
        Lives.Life bad = idle(100);
        Lives.Life good = idle(100);
        postgres.run("UPDATE bal SET holder = 'x' WHERE id = " + bad.bal().id());
        assertThat(all())
                .extracting(life -> life.bal().id())
                .contains(good.bal().id())
                .doesNotContain(bad.bal().id());
        postgres.run(
                "UPDATE bal SET holder = '899700000017' WHERE id = " + bad.bal().id());
    }

    @Test
    void what_is_open_or_suspended_is_not_idle() throws Exception {
        Lives.Life opened = idle(100);
        Lives.Life suspended = idle(100);
        postgres.run(
                "UPDATE bal SET connected_at = now() WHERE id = " + opened.bal().id());
        node.registry().moveTo(BalState.SUSPENDED, suspended.bal().address(), ADMIN);
        assertThat(all())
                .extracting(life -> life.bal().id())
                .doesNotContain(opened.bal().id(), suspended.bal().id());
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void all_its_messages_can_be_kept_before() throws Exception {
        Lives.Life life = idle(400);
        node.acceptance().take(Letters.from(Letters.about("un"), Letters.to(life.bal())));
        node.acceptance().take(Letters.from(Letters.sized(600_000), Letters.to(life.bal())));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();

        assertThat(new MailExport(node.database()).write(life.bal(), zip)).isEqualTo(2);
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                byte[] octets = in.readAllBytes();
                if (names.size() == 1) {
                    assertThat(new String(octets, StandardCharsets.UTF_8)).contains("Subject: un", "Bonjour");
                } else {
                    assertThat(octets).hasSize(600_000);
                }
            }
        }
        assertThat(names).containsExactly("INBOX/0000001.eml", "INBOX/0000002.eml");
    }

    @Test
    void mailboxes_whose_names_look_alike_are_kept_apart() throws Exception {
        Lives.Life life = idle(400);
        Account account = node.mail().account(life.bal().address());
        for (String name : List.of("a:b", "a;b", "a_b")) {
            account.create(new MailboxName(name), Optional.empty());
            try (Content content = Letters.about("dans " + name)) {
                account.append(new MailboxName(name), Flags.NONE, Instant.EPOCH, content);
            }
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        assertThat(new MailExport(node.database()).write(life.bal(), zip)).isEqualTo(3);
        assertThat(names(zip)).containsExactly("a_b/0000001.eml", "a_b_/0000001.eml", "a_b__/0000001.eml");
    }

    @Test
    @Requirement("MSS 14 (deletion)")
    void messages_in_all_first_folders_are_kept_and_nothing_of_them_stays() throws Exception {
        Registry registry = new Registry(node.database(), FirstFolders.FR);
        MssAddress address = MssAddress.parse("cinq.dossiers@ch-a.pli.mssante.fr");
        Bal bal = registry.create(NewBal.per(address, new IdNatPs("899700000017")), ADMIN);
        Account account = node.mail().account(address);
        for (MailboxInfo each : account.mailboxes()) {
            try (Content content = Letters.about("dans " + each.name())) {
                account.append(each.name(), Flags.NONE, Instant.EPOCH, content);
            }
        }
        account.subscribe(new MailboxName("Patients/Martin"));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();

        assertThat(new MailExport(node.database()).write(bal, zip)).isEqualTo(6);
        assertThat(names(zip))
                .containsExactlyInAnyOrder(
                        "INBOX/0000001.eml",
                        "Envoyés/0000001.eml",
                        "Brouillons/0000001.eml",
                        "Corbeille/0000001.eml",
                        "Indésirables/0000001.eml",
                        "Archives/0000001.eml");
        node.registry().delete(address, ADMIN);
        new MailSweep(node.database()).run();
        for (String table : List.of("mailbox", "message", "subscription")) {
            assertThat(postgres.ask("SELECT count(*) FROM " + table + " WHERE bal_id = " + bal.id()))
                    .as(table)
                    .containsExactly("0");
        }
    }

    private static List<String> names(ByteArrayOutputStream zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static Lives.Life idle(int days) throws Exception {
        String address = "l" + COUNT.incrementAndGet() + "@ch-a.pli.mssante.fr";
        Bal bal = node.registry().create(NewBal.per(MssAddress.parse(address), new IdNatPs("899700000017")), ADMIN);
        postgres.run(
                "UPDATE bal SET created_at = created_at - interval '%d days' WHERE id = %d".formatted(days, bal.id()));
        return read(bal);
    }

    private static Lives.Life read(Bal bal) {
        return all().stream()
                .filter(life -> life.bal().id() == bal.id())
                .findFirst()
                .orElseThrow();
    }

    private static List<Lives.Life> all() {
        return lives.idleSince(Instant.now().minus(30, ChronoUnit.DAYS), 0, 1000);
    }

    private static List<String> audit(Lives.Life life) throws Exception {
        return postgres.ask(
                "SELECT action FROM audit WHERE bal = '" + life.bal().address() + "' ORDER BY at");
    }
}
