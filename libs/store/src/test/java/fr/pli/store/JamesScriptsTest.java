package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.imap.ImapEvents;
import fr.pli.imap.ImapProtocol;
import fr.pli.imap.mail.ImapSettings;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import fr.pli.wire.Authority;
import fr.pli.wire.Encryption;
import fr.pli.wire.Identity;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Reason;
import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslPeer;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SaslStep;
import fr.pli.wire.SessionLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.mpt.api.Session;
import org.apache.james.mpt.protocol.ProtocolSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The scripted IMAP conversations of Apache James (MPT), played by its own engine against ours over sockets, with PostgreSQL behind it.
 *
 * <p>{@code james/scripts.txt} tells the state in which each script finds its sessions, as the suite of James has it; {@code
 * james/expected-failures.txt} at which command a script fails and why. A script that passes though it is listed there, or fails elsewhere,
 * is as red as one that fails without being listed. {@link JamesDialect} tells what is translated.
 */
class JamesScriptsTest {

    private static final Actor ADMIN = new Actor("admin", "s1");

    private static Node node;
    private static Listener listener;
    private static int count;

    @BeforeAll
    static void open() throws Exception {
        node = new Node(TestPostgres.fresh());
        node.registry().addDomain("medecin.pli.mssante.fr", ADMIN);
        SaslPolicy sasl = new SaslPolicy(
                List.of(SaslMechanism.named("XOAUTH2", new Tokens()), SaslMechanism.named("PLAIN", new Tokens())),
                3,
                new SessionLimits(10, 100),
                new RefusalBrake(1000, Duration.ofMinutes(1), Duration.ofSeconds(1)));
        ImapProtocol imap = new ImapProtocol(
                ImapSettings.DEFAULTS,
                node.mail(),
                sasl,
                Path.of(System.getProperty("java.io.tmpdir")),
                ImapEvents.NONE);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        listener = Listener.open("james", anyPort, new Encryption.None(), Limits.DEFAULTS, imap, ListenerEvents.NONE);
    }

    @AfterAll
    static void close() {
        listener.close();
        node.close();
    }

    @TestFactory
    Stream<DynamicTest> scripts() throws IOException {
        Map<String, String> failures = expectedFailures();
        return scriptsByState().map(name -> DynamicTest.dynamicTest(name, () -> play(name, failures.get(name))));
    }

    @Test
    void each_script_is_played_and_each_expected_failure_is_one_of_them() throws Exception {
        List<String> played = scriptsByState().toList();
        assertThat(played).containsAll(expectedFailures().keySet()).doesNotHaveDuplicates();
        assertThat(played.stream().map(name -> name.substring(name.indexOf('/') + 1)))
                .containsAll(JamesScript.all());
    }

    private static void play(String name, @Nullable String failure) throws Exception {
        List<String> commands = new ArrayList<>(List.of(""));
        if (failure == null) {
            run(name, commands);
        } else {
            assertThatThrownBy(() -> run(name, commands)).isInstanceOf(AssertionError.class);
            assertThat(commands.getLast()).isEqualTo(failure);
        }
    }

    private static void run(String name, List<String> commands) throws Exception {
        int slash = name.indexOf('/');
        ProtocolSession conversation = new ProtocolSession();
        prepare(name.substring(0, slash), conversation);
        JamesScript.add(name.substring(slash + 1), conversation);
        JamesDialect dialect = new JamesDialect(newBal());
        List<JamesSession> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < conversation.getSessionCount(); i++) {
                sessions.add(new JamesSession(listener.address(), dialect, commands, conversation::doContinue));
                sessions.getLast().start();
            }
            conversation.runSessions(sessions.toArray(Session[]::new));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // of the engine: another answer than the script's
            throw new AssertionError("at " + commands.getLast() + ":" + e.getMessage(), e);
        } finally {
            for (JamesSession session : sessions) {
                session.stop();
            }
        }
    }

    private static void prepare(String state, ProtocolSession conversation) throws Exception {
        if (!state.equals("connected")) {
            JamesScript.add(List.of("S: \\* OK .*"), state, conversation);
        }
        if (!state.equals("connected") && !state.equals("greeted")) {
            JamesScript.add(List.of("C: a001 LOGIN imapuser password", "S: a001 OK .*"), state, conversation);
        }
        switch (state) {
            case "selected" -> JamesScript.add("SelectedStateSetup", conversation);
            case "inbox" -> JamesScript.add("SelectInbox", conversation);
            default -> {}
        }
    }

    /** Names of state and script, with a slash between them. */
    private static Stream<String> scriptsByState() throws IOException {
        return lines("scripts.txt").stream().flatMap(line -> {
            int colon = line.indexOf(": ");
            return Stream.of(line.substring(colon + 2).split(" ", -1))
                    .map(script -> line.substring(0, colon) + "/" + script);
        });
    }

    /** At which command each fails. */
    private static Map<String, String> expectedFailures() throws IOException {
        Map<String, String> failures = new LinkedHashMap<>();
        for (String line : lines("expected-failures.txt")) {
            String[] fields = line.split(" \\| ", 3);
            failures.put(fields[0], fields[1]);
        }
        return failures;
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = JamesScriptsTest.class.getResourceAsStream("/james/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    private static MssAddress newBal() throws Exception {
        MssAddress address = new MssAddress("james" + ++count, "medecin.pli.mssante.fr");
        node.registry().create(NewBal.per(address, new IdNatPs("899700000001")), ADMIN);
        return address;
    }

    /** Knows one token. */
    private static final class Tokens implements Authority {

        @Override
        public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
            return token.equals(JamesDialect.TOKEN)
                    ? new SaslStep.Granted(new Identity.Professional(new IdNatPs("899700000001")), mailbox)
                    : new SaslStep.Refused(Reason.TOKEN_EXPIRED);
        }

        @Override
        public SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer) {
            return new SaslStep.Refused(Reason.TOKEN_EXPIRED);
        }
    }
}
