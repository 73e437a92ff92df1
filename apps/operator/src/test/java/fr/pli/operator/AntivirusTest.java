package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.operator.rules.AnomalyCount;
import fr.pli.operator.rules.Antivirus;
import fr.pli.operator.rules.AutoReply;
import fr.pli.operator.rules.Clamd;
import fr.pli.operator.rules.HeaderCheck;
import fr.pli.operator.rules.RecipientRule;
import fr.pli.operator.rules.SenderRule;
import fr.pli.operator.rules.Submission;
import fr.pli.operator.rules.SubmissionReception;
import fr.pli.registry.Registry;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Identity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes in with a clamd at the listener: the way of a message from SUBMISSION and from other operators is the same from here on. */
class AntivirusTest {

    private static final House HOUSE = House.only();
    private static final MailParameters PLAIN =
            new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    @Test
    void an_infected_message_is_refused_and_left_nowhere() throws Exception {
        try (TestClamd clamd = TestClamd.start(folder)) {
            SubmissionReception reception = reception(clamd.client());
            String clean = send(reception, "bonjour");
            assertThat(count("message WHERE mail_id = " + clean)).isEqualTo(1);
            long before = count("mail");
            refused(reception, TestClamd.BAD, 550);
            assertThat(count("mail")).isEqualTo(before);
            clamd.kill();
            refused(reception, "bonjour", 451);
            assertThat(count("mail")).isEqualTo(before);
        }
        assertThat(List.of(outcomes("clean"), outcomes("infected"), outcomes("unreachable")))
                .containsOnly(1.0);
    }

    private SubmissionReception reception(Clamd clamd) {
        Submission.Rules rules = new Submission.Rules(
                HOUSE.bean(Acceptance.class),
                new SenderRule(HOUSE.bean(Registry.class), java.time.InstantSource.system()),
                HOUSE.bean(RecipientRule.class),
                HOUSE.bean(Path.class),
                new HeaderCheck(0, RandomGenerator.getDefault()),
                new AnomalyCount(meters),
                new Antivirus(Optional.of(clamd), meters),
                HOUSE.bean(AutoReply.class),
                () -> {});
        return new SubmissionReception(rules, 1_000_000);
    }

    private static void refused(SubmissionReception reception, String text, int code) {
        assertThatThrownBy(() -> send(reception, text))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reply().code()).isEqualTo(code));
    }

    private static String send(SubmissionReception reception, String text) throws Exception {
        SmtpClient client = new SmtpClient(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                "poste",
                "TLSv1.3",
                List.of(),
                new ComputingTime(),
                Optional.of(new SmtpClient.Authenticated(
                        new Identity.Professional(People.MARIE), People.bal("marie.martin"))));
        try (Incoming incoming = reception.mailFrom(client, Optional.of(People.bal("marie.martin")), PLAIN)) {
            incoming.rcptTo(People.bal("paul.durand"), new RcptParameters(Optional.empty(), Optional.empty()));
            String message = "From: " + People.bal("marie.martin") + "\r\nSubject: essai\r\n\r\n" + text + "\r\n";
            incoming.body().write(message.getBytes(StandardCharsets.US_ASCII));
            return incoming.commit();
        }
    }

    private double outcomes(String outcome) {
        return meters.counter("pli.antivirus", "outcome", outcome).count();
    }

    private static long count(String rows) throws Exception {
        return Long.parseLong(HOUSE.ask("SELECT count(*) FROM " + rows).getFirst());
    }
}
