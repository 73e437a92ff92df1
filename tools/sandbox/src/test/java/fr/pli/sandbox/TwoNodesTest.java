package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.Credential;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.LocalPostgres;
import fr.pli.postgres.LocalSettings;
import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 clients at once on two operator nodes over one database: 100 wait in IDLE, ten on each of ten BAL and half of them on each node, while
 * 100 send to overlapping sets of these BAL, half of them on each node.
 */
class TwoNodesTest {

    private static final int BALS = 10;
    private static final int WAITING_EACH = 10;
    private static final int SENDERS = 100;
    private static final int MESSAGES_EACH = 5;
    private static final int TRIES = 10;
    private static final List<MssAddress> BAL = IntStream.range(0, BALS)
            .mapToObj(i -> new MssAddress("service" + i, People.DOMAIN))
            .toList();

    @Test
    void no_uid_twice_none_skipped_for_who_waits_and_idle_is_told_across_nodes(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        try (LocalPostgres postgres = LocalPostgres.start(folder.resolve("postgres"), LocalSettings.SMALL);
                Sandbox sandbox = Sandbox.start(folder, database(postgres));
                OperatorProcess other = sandbox.secondNode(Map.of());
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            createBals(sandbox);
            List<OperatorConnections> nodes = List.of(
                    new OperatorConnections(sandbox.operator(), sandbox.trust()),
                    new OperatorConnections(other, sandbox.trust()));
            String token = sandbox.psc().token(TokenKind.GOOD, People.MARIE.id());
            Credential laboratory = sandbox.igc().application(People.LABORATORY).issue();
            List<List<Integer>> plan = plan();

            List<Future<Waiter>> opened = new ArrayList<>();
            for (int n = 0; n < BALS * WAITING_EACH; n++) {
                OperatorConnections node = nodes.get(n / BALS % 2);
                MssAddress bal = BAL.get(n % BALS);
                opened.add(clients.submit(() -> new Waiter(node, bal, token)));
            }
            List<Future<List<Integer>>> seen = new ArrayList<>();
            for (int n = 0; n < opened.size(); n++) {
                Waiter waiter = opened.get(n).get();
                int expected = count(plan, n % BALS);
                seen.add(clients.submit(() -> waiter.uids(expected)));
            }
            List<Future<?>> sent = new ArrayList<>();
            for (int n = 0; n < SENDERS; n++) {
                OperatorConnections node = nodes.get(n % 2);
                List<List<Integer>> own = plan.subList(n * MESSAGES_EACH, (n + 1) * MESSAGES_EACH);
                sent.add(clients.submit(() -> {
                    send(node, laboratory, own);
                    return null;
                }));
            }
            for (Future<?> one : sent) {
                one.get();
            }
            for (int n = 0; n < seen.size(); n++) {
                assertThat(seen.get(n).get())
                        .isEqualTo(IntStream.rangeClosed(1, count(plan, n % BALS))
                                .boxed()
                                .toList());
            }
        }
    }

    /** To whom each message goes: one to all of the BAL, in any order, so that acceptances lock the same ones in other orders. */
    private static List<List<Integer>> plan() {
        Random random = new Random(7);
        List<List<Integer>> plan = new ArrayList<>();
        for (int n = 0; n < SENDERS * MESSAGES_EACH; n++) {
            List<Integer> all = new ArrayList<>(IntStream.range(0, BALS).boxed().toList());
            Collections.shuffle(all, random);
            plan.add(all.subList(0, 1 + random.nextInt(BALS)));
        }
        return plan;
    }

    private static int count(List<List<Integer>> plan, int bal) {
        return (int) plan.stream().filter(to -> to.contains(bal)).count();
    }

    private static Map<String, String> database(LocalPostgres postgres) {
        return Map.of(
                "spring.datasource.url", postgres.application().url(),
                "spring.datasource.username", postgres.application().user(),
                "spring.datasource.password", postgres.application().password(),
                "pli.store.owner", postgres.owner().user(),
                "pli.store.owner-password", postgres.owner().password());
    }

    private static void createBals(Sandbox sandbox) throws Exception {
        try (OperatorClient api = sandbox.api()) {
            for (MssAddress bal : BAL) {
                api.createBal(bal.toString(), "PER", People.MARIE.id());
            }
        }
    }

    private static void send(OperatorConnections node, Credential laboratory, List<List<Integer>> messages)
            throws IOException {
        try (LineClient client = node.submissions("applications", Optional.of(laboratory))) {
            assertThat(client.smtp("AUTH PLAIN " + LineClient.plain(People.RESULTS.toString())))
                    .startsWith("235");
            for (List<Integer> to : messages) {
                assertThat(client.smtp("MAIL FROM:<" + People.RESULTS + ">")).startsWith("250");
                for (int bal : to) {
                    assertThat(client.smtp("RCPT TO:<" + BAL.get(bal) + ">")).startsWith("250");
                }
                String message = "From: <" + People.RESULTS + ">\r\nSubject: n\r\n\r\nBonjour.\r\n";
                assertThat(client.data(message.getBytes(StandardCharsets.US_ASCII)))
                        .startsWith("250");
            }
        }
    }

    /** A client in IDLE that asks for what is new each time that it is told. */
    private static final class Waiter {

        private final LineClient client;
        private final List<Integer> uids = new ArrayList<>();
        private int exists;

        Waiter(OperatorConnections node, MssAddress bal, String token) throws IOException {
            client = node.imaps("persons", Optional.empty());
            logIn(LineClient.xoauth2(bal.toString(), token));
            ask("b SELECT INBOX");
            idle();
        }

        /** On a machine that is busy an answer may be temporary; then a client asks again. */
        private void logIn(String response) throws IOException {
            String answer = client.imap("a", "AUTHENTICATE XOAUTH2 " + response);
            for (int n = 0; n < TRIES && answer.startsWith("NO [UNAVAILABLE]"); n++) {
                answer = client.imap("a", "AUTHENTICATE XOAUTH2 " + response);
            }
            assertThat(answer).startsWith("OK");
        }

        /** The UIDs in the order in which they came, once there are so many. */
        List<Integer> uids(int expected) throws IOException {
            while (uids.size() < expected) {
                while (exists <= uids.size()) {
                    hear();
                }
                client.send("DONE");
                until("i ");
                ask("f UID FETCH " + (uids.size() + 1) + ":* (UID)");
                idle();
            }
            client.close();
            return uids;
        }

        private void idle() throws IOException {
            client.send("i IDLE");
            until("+");
        }

        private void ask(String command) throws IOException {
            client.send(command);
            until(command.charAt(0) + " ");
        }

        private void until(String start) throws IOException {
            String line = hear();
            while (!line.startsWith(start)) {
                line = hear();
            }
            assertThat(line).matches("[a-z] OK.*|\\+.*");
        }

        /** Reads a line and notes what it tells. The last message stands in {@code n:*} even where it is older (RFC 9051 section 9). */
        private String hear() throws IOException {
            String line = client.read();
            if (line.endsWith(" EXISTS")) {
                exists = Integer.parseInt(line.substring(2, line.lastIndexOf(' ')));
            }
            int at = line.indexOf("FETCH (UID ");
            if (at > 0) {
                int uid = Integer.parseInt(line.substring(at + "FETCH (UID ".length(), line.indexOf(')')));
                if (uids.isEmpty() || uid != uids.getLast()) {
                    uids.add(uid);
                }
            }
            return line;
        }
    }
}
