package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.FlagChange;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Access;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BodyTest {

    private static final Actor ADMIN = new Actor("admin", "s0");
    private static final MssAddress BAL = MssAddress.parse("a@ch-a.pli.mssante.fr");
    private static final int LARGE = 25_000_000;

    private static TestPostgres postgres;
    private static Node node;
    private static Account account;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        node = new Node(postgres);
        node.registry().addDomain(BAL.domain(), ADMIN);
        node.registry().create(NewBal.per(BAL, new IdNatPs("899700000001")), ADMIN);
        account = node.mail().account(BAL);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Test
    void body_of_25_mb_goes_in_and_comes_back_identical() throws Exception {
        MessageDigest read = MessageDigest.getInstance("SHA-256");
        try (Content content = Letters.sized(LARGE)) {
            int uid = append(content);
            long count = inbox().copyBody(
                            uid, 0, Long.MAX_VALUE, new DigestOutputStream(OutputStream.nullOutputStream(), read));
            assertThat(count).isEqualTo(LARGE);
            assertThat(read.digest()).isEqualTo(content.spool().sha256());
        }
    }

    @Test
    void four_times_25_mb_at_once_fit_in_a_heap_of_64_mb() throws Exception {
        Access access = postgres.owner();
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        access.url(),
                        access.user(),
                        access.password(),
                        BAL.toString(),
                        String.valueOf(LARGE),
                        "4")
                .redirectErrorStream(true)
                .start();
        assertThat(process.inputReader().lines()).contains("read " + 4L * LARGE);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void any_slice_is_the_slice_of_the_whole() throws Exception {
        Random random = new Random(1);
        try (Content content = Letters.sized(3 * Body.PIECE + 17)) {
            byte[] whole = whole(content);
            int uid = append(content);
            for (int i = 0; i < 60; i++) {
                int offset = border(random, whole.length);
                int length = border(random, whole.length);
                ByteArrayOutputStream slice = new ByteArrayOutputStream();
                long count = inbox().copyBody(uid, offset, length, slice);
                int end = Math.min(whole.length, offset + length);
                assertThat(slice.toByteArray())
                        .as("%d octets from %d", length, offset)
                        .isEqualTo(java.util.Arrays.copyOfRange(
                                whole, Math.min(offset, whole.length), Math.max(end, Math.min(offset, whole.length))));
                assertThat(count).isEqualTo(slice.size());
            }
        }
    }

    @Test
    void message_of_one_piece_exactly_has_one_piece() throws Exception {
        try (Content content = Letters.sized(Body.PIECE)) {
            int uid = append(content);
            assertThat(inbox().copyBody(uid, 0, Long.MAX_VALUE, OutputStream.nullOutputStream()))
                    .isEqualTo(Body.PIECE);
        }
    }

    @Test
    void reader_who_has_begun_comes_to_the_end_though_the_message_is_removed() throws Exception {
        try (Content content = Letters.sized(4_000_000)) {
            int uid = append(content);
            Mailbox inbox = inbox();
            long count = inbox.copyBody(uid, 0, Long.MAX_VALUE, new OutputStream() {
                @Override
                public void write(int octet) {
                    try {
                        inbox.store(new int[] {uid}, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
                    } catch (MailboxException e) {
                        throw new IllegalStateException(e);
                    }
                    inbox.expunge(new int[] {uid});
                }

                @Override
                public void write(byte[] octets, int from, int length) {
                    write(0);
                }
            });
            assertThat(count).isEqualTo(4_000_000);
            assertThat(inbox.copyBody(uid, 0, 1, OutputStream.nullOutputStream()))
                    .isZero();
        }
    }

    @Test
    void what_is_read_ahead_is_what_is_read_alone() throws Exception {
        Random random = new Random(2);
        int[] sizes = {
            300, 2000, Body.PIECE, Body.PIECE + 1, 900_000, 40_000, 700, 200_000, 200_000, 200_000, 200_000, 5
        };
        int[] uids = new int[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            try (Content content = Letters.sized(Math.max(200, sizes[i]))) {
                uids[i] = append(content);
            }
        }
        remove(uids[6]);
        Mailbox.Bodies ahead = inbox().bodies(uids);
        for (int uid : uids) {
            for (int i = 0; i < 4; i++) {
                long offset = random.nextBoolean() ? 0 : random.nextInt(3000);
                long length = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(5000);
                ByteArrayOutputStream one = new ByteArrayOutputStream();
                ByteArrayOutputStream other = new ByteArrayOutputStream();
                assertThat(ahead.copy(uid, offset, length, one))
                        .isEqualTo(inbox().copyBody(uid, offset, length, other))
                        .isEqualTo(one.size());
                assertThat(one.toByteArray()).isEqualTo(other.toByteArray());
            }
        }
    }

    private static void remove(int uid) throws Exception {
        inbox().store(new int[] {uid}, FlagChange.ADD, Flags.of("\\Deleted"), Long.MAX_VALUE);
        inbox().expunge(new int[] {uid});
    }

    private static int append(Content content) throws Exception {
        return account.append(MailboxName.INBOX, Flags.NONE, Instant.EPOCH, content)
                .uid();
    }

    private static Mailbox inbox() throws Exception {
        return account.open(MailboxName.INBOX);
    }

    private static byte[] whole(Content content) throws IOException {
        try (InputStream in = content.spool().open()) {
            return in.readAllBytes();
        }
    }

    /** A place near the border of a piece, or anywhere. */
    private static int border(Random random, int size) {
        return random.nextBoolean()
                ? Math.max(0, random.nextInt(5) * Body.PIECE + random.nextInt(3) - 1)
                : random.nextInt(size + 10);
    }
}
