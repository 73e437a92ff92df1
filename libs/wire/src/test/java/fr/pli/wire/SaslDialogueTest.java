package fr.pli.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a dialogue takes and gives back: places, attempts, the budget before authentication and the patience with refusals. */
@Timeout(60)
class SaslDialogueTest {

    private static final Identity PHYSICIAN = new Identity.Professional(new IdNatPs("899700245667"));
    private static final MssAddress BAL = MssAddress.parse("accueil@ch.fr");
    private static final SaslMechanism WORDS = new Words();
    private static final int BUDGET = 16 * 1024;

    private final SessionLimits sessions = new SessionLimits(1, 1);
    private final RefusalBrake brake = new RefusalBrake(1, Duration.ofHours(1), Duration.ofMillis(1), () -> 0);
    private final SaslPolicy policy = new SaslPolicy(List.of(WORDS), 3, sessions, brake);

    @Test
    void a_second_grant_gives_the_first_place_back() throws Exception {
        assertThat(outcomes("yes", "yes"))
                .containsExactly(new SaslStep.Granted(PHYSICIAN, BAL), new SaslStep.Granted(PHYSICIAN, BAL));
        assertThat(sessions.enter(PHYSICIAN, BAL)).isPresent();
    }

    @Test
    void the_place_is_given_back_with_the_end_of_the_connection_and_not_before() throws Exception {
        assertThat((Object) said(dialogue -> {
                    dialogue.run(WORDS, initial("yes"), SaslDialogueTest::nobodyAsks);
                    return sessions.enter(PHYSICIAN, BAL).isPresent();
                }))
                .isEqualTo(false);
        assertThat(sessions.enter(PHYSICIAN, BAL)).isPresent();
    }

    @Test
    void who_finds_no_place_is_put_off() throws Exception {
        try (SessionLimits.Permit _ = sessions.enter(PHYSICIAN, BAL).orElseThrow()) {
            assertThat(outcomes("yes")).containsExactly(new SaslStep.Unavailable(Reason.TOO_MANY_SESSIONS));
        }
        assertThat(outcomes("yes")).containsExactly(new SaslStep.Granted(PHYSICIAN, BAL));
    }

    @Test
    void whoever_is_refused_takes_no_place() throws Exception {
        assertThat(outcomes("no", "down")).hasSize(2);
        assertThat(sessions.enter(PHYSICIAN, BAL)).isPresent();
    }

    @Test
    void only_refusals_count_for_the_delay_of_an_address() throws Exception {
        outcomes("down", "yes", "down");
        assertThat(brake.refused(InetAddress.getLoopbackAddress())).isZero();
        outcomes("no");
        assertThat(brake.refused(InetAddress.getLoopbackAddress())).isPositive();
    }

    @Test
    void every_attempt_counts_whatever_comes_of_it() throws Exception {
        assertThat((Object) said(dialogue -> {
                    List<Boolean> exhausted = new ArrayList<>();
                    for (String word : List.of("no", "down", "yes")) {
                        exhausted.add(dialogue.isExhausted());
                        dialogue.run(WORDS, initial(word), SaslDialogueTest::nobodyAsks);
                    }
                    exhausted.add(dialogue.isExhausted());
                    return exhausted;
                }))
                .isEqualTo(List.of(false, false, false, true));
    }

    @Test
    void a_mechanism_is_known_in_any_case_and_no_other_is() throws Exception {
        assertThat((Object) said(dialogue -> dialogue.mechanism("wOrDs").isPresent()))
                .isEqualTo(true);
        assertThat((Object) said(dialogue -> dialogue.mechanism("WORD").isPresent()))
                .isEqualTo(false);
        assertThat((Object) said(SaslDialogue::mechanisms)).isEqualTo(List.of("WORDS"));
    }

    @Test
    void the_budget_before_authentication_is_lifted_by_a_grant_and_by_nothing_else() throws Exception {
        assertThat(octetsReadAfter("yes")).isGreaterThan(BUDGET);
        assertThat(octetsReadAfter("no")).isLessThanOrEqualTo(BUDGET);
        assertThat(octetsReadAfter("down")).isLessThanOrEqualTo(BUDGET);
    }

    @Test
    void a_challenge_goes_to_the_client_and_its_answer_to_the_mechanism() throws Exception {
        List<String> asked = new ArrayList<>();
        assertThat((Object) said(dialogue -> dialogue.run(WORDS, Optional.empty(), base64 -> {
                    asked.add(base64);
                    return base64(asked.size() == 1 ? "what" : "yes");
                })))
                .isEqualTo(new SaslStep.Granted(PHYSICIAN, BAL));
        assertThat(asked)
                .containsExactly("", Base64.getEncoder().encodeToString("again".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_star_cancels_and_a_line_that_is_no_base64_is_told_apart() throws Exception {
        assertThat((Object) said(dialogue -> dialogue.run(WORDS, Optional.empty(), _ -> new byte[] {'*'})))
                .isEqualTo(new SaslStep.Refused(Reason.CANCELLED));
        assertThat((Object) said(dialogue -> dialogue.run(WORDS, Optional.empty(), _ -> new byte[] {'*', '*'})))
                .isEqualTo(new SaslStep.Refused(Reason.RESPONSE_NOT_BASE64));
    }

    private List<SaslStep.Outcome> outcomes(String... words) throws Exception {
        return said(dialogue -> {
            List<SaslStep.Outcome> outcomes = new ArrayList<>();
            for (String word : words) {
                outcomes.add(dialogue.run(WORDS, initial(word), SaslDialogueTest::nobodyAsks));
            }
            return outcomes;
        });
    }

    /** How much of a flood is read after an exchange. */
    private int octetsReadAfter(String word) throws Exception {
        BlockingQueue<Integer> read = new LinkedBlockingQueue<>();
        Loopback.Conversation conversation = connection -> {
            int octets = 0;
            try (SaslDialogue dialogue = new SaslDialogue(connection, policy)) {
                dialogue.run(WORDS, initial(word), SaslDialogueTest::nobodyAsks);
                while (true) {
                    octets += connection.readLine(1000).length + 2;
                }
            } catch (BudgetException | EOFException e) {
                read.add(octets);
            }
        };
        try (Loopback server = Loopback.open(conversation)) {
            server.say(("x".repeat(98) + "\r\n").repeat(200));
            return take(read);
        }
    }

    /** What is found out on a connection of its own. */
    private <T> T said(Talk<T> talk) throws Exception {
        BlockingQueue<T> said = new LinkedBlockingQueue<>();
        try (Loopback server = Loopback.open(connection -> {
            T result;
            try (SaslDialogue dialogue = new SaslDialogue(connection, policy)) {
                result = talk.with(dialogue);
            }
            said.add(result);
        })) {
            server.say("");
            return take(said);
        }
    }

    private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
        T one = queue.poll(20, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("the conversation failed");
        }
        return one;
    }

    private static Optional<byte[]> initial(String word) {
        return Optional.of(base64(word));
    }

    private static byte[] base64(String word) {
        return Base64.getEncoder().encode(word.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] nobodyAsks(String base64) {
        throw new AssertionError("asked for " + base64);
    }

    private interface Talk<T> {
        T with(SaslDialogue dialogue) throws IOException;
    }

    /** Does as the response says. */
    private record Words() implements SaslMechanism {

        @Override
        public String name() {
            return "WORDS";
        }

        @Override
        public SaslExchange start(SaslPeer peer) {
            return response -> switch (new String(response, StandardCharsets.UTF_8)) {
                case "yes" -> new SaslStep.Granted(PHYSICIAN, BAL);
                case "no" -> new SaslStep.Refused(Reason.TOKEN_FORGED);
                case "what" -> new SaslStep.Challenge("again");
                default -> new SaslStep.Unavailable(Reason.PSC_UNREACHABLE);
            };
        }
    }
}
