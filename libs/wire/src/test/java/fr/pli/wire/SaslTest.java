package fr.pli.wire;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Exchanges on the wire, with a protocol that knows nothing but AUTH and shows the outcome. */
class SaslTest {

    private static final Identity PHYSICIAN = new Identity.Professional(new IdNatPs("899700245667"));

    @TestFactory
    Stream<DynamicNode> transcripts() throws IOException {
        return Transcripts.in("/sasl", SaslTest::stage);
    }

    private static Stage stage() throws IOException {
        SaslPolicy policy = new SaslPolicy(
                Stream.of("XOAUTH2", "OAUTHBEARER", "PLAIN", "EXTERNAL")
                        .map(name -> SaslMechanism.named(name, new Tokens()))
                        .toList(),
                3,
                new SessionLimits(2, 2),
                new RefusalBrake(100, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        Loopback server = Loopback.open(connection -> converse(connection, policy));
        return new Stage().listener("auth", server.listener.address()).closing(server);
    }

    private static void converse(Connection connection, SaslPolicy policy) throws IOException {
        try (SaslDialogue dialogue = new SaslDialogue(connection, policy)) {
            connection.send("220 " + String.join(" ", dialogue.mechanisms()));
            while (!dialogue.isExhausted()) {
                connection.flush();
                List<String> words = List.of(line(connection).split(" ", -1));
                Optional<byte[]> initial = words.stream().skip(2).findFirst().map(SaslTest::octets);
                SaslMechanism mechanism = dialogue.mechanism(words.get(1)).orElseThrow();
                connection.send(answer(dialogue.run(mechanism, initial, base64 -> {
                    connection.send("334 " + base64);
                    connection.flush();
                    return octets(line(connection));
                })));
            }
            connection.send("421 enough");
        }
    }

    private static String answer(SaslStep.Outcome outcome) {
        return switch (outcome) {
            case SaslStep.Granted(Identity who, MssAddress mailbox, Grant _) -> "235 " + who.shown() + " " + mailbox;
            case SaslStep.Refused(Reason reason) -> "535 " + reason.word();
            case SaslStep.Unavailable(Reason reason) -> "454 " + reason.word();
        };
    }

    private static String line(Connection connection) throws IOException {
        return new String(connection.readLine(8000), StandardCharsets.US_ASCII);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Knows tokens by what they say of themselves. */
    private static final class Tokens implements Authority {
        @Override
        public SaslStep.Outcome token(String token, MssAddress mailbox, SaslPeer peer) {
            return switch (token) {
                case "fresh" -> new SaslStep.Granted(PHYSICIAN, mailbox);
                case "expired" -> new SaslStep.Refused(Reason.TOKEN_EXPIRED);
                case "down" -> new SaslStep.Unavailable(Reason.PSC_UNREACHABLE);
                default -> new SaslStep.Refused(Reason.TOKEN_FORGED);
            };
        }

        @Override
        public SaslStep.Outcome certificate(MssAddress mailbox, SaslPeer peer) {
            throw new AssertionError("there is no certificate in clear");
        }
    }
}
