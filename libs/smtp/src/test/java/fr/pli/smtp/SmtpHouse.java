package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Plain;
import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SessionLimits;
import fr.pli.wire.Stage;
import fr.pli.wire.TestGrant;
import fr.pli.wire.Xoauth2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The engine on real sockets, before a {@link RecordingReception}: {@code submission} with STARTTLS, {@code submissions} inside TLS,
 * {@code exchange} between operators, {@code exchanges} the same inside TLS from the start, {@code strict} as that but with the smallest
 * limits.
 */
final class SmtpHouse implements AutoCloseable {

    /** The largest message here. */
    static final int MAX_SIZE = 3000;

    private static final Limits QUICK =
            Limits.DEFAULTS.withTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(10));
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final SmtpSettings.Limits STRICT = new SmtpSettings.Limits(
            2, 3, 12, SECOND, Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofSeconds(2));

    final RecordingReception reception = new RecordingReception(MAX_SIZE);
    final List<SmtpEvent> events = new CopyOnWriteArrayList<>();
    final Listener submission;
    final Listener submissions;
    final Listener exchange;
    final Listener exchanges;
    final Listener strict;
    private final TestGrant grant = new TestGrant();
    private final SessionLimits sessions = new SessionLimits(2, 2);
    private final List<Listener> listeners = new ArrayList<>();

    private final Reception behind;

    SmtpHouse() throws IOException {
        this(Optional.empty());
    }

    /** With another Reception than {@link #reception}. */
    SmtpHouse(Reception other) throws IOException {
        this(Optional.of(other));
    }

    private SmtpHouse(Optional<Reception> other) throws IOException {
        behind = other.orElse(reception);
        Encryption startTls = new Encryption.StartTls(TestTls.SERVER);
        Encryption implicit = new Encryption.Implicit(TestTls.SERVER);
        SmtpSettings forSubmission = SmtpSettings.submission("smtp.pli.test", "https://pli.test/aide");
        submission = open("submission", startTls, forSubmission);
        submissions = open("submissions", implicit, forSubmission);
        SmtpSettings forExchange = SmtpSettings.exchange("mx.pli.test", "https://pli.test/aide");
        exchange = open("exchange", startTls, forExchange);
        exchanges = open("exchanges", implicit, forExchange);
        strict = open("strict", implicit, new SmtpSettings("mx.pli.test", forExchange.role(), "?", true, STRICT));
    }

    /** Another listener, inside TLS. */
    Listener open(SmtpSettings settings) throws IOException {
        return open("other", new Encryption.Implicit(TestTls.SERVER), settings);
    }

    private Listener open(String name, Encryption encryption, SmtpSettings settings) throws IOException {
        SmtpProtocol protocol = new SmtpProtocol(settings, behind, policy(settings.role()), events::add);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener = Listener.open(name, anyPort, encryption, QUICK, protocol, ListenerEvents.NONE);
        listeners.add(listener);
        return listener;
    }

    private SaslPolicy policy(SmtpSettings.Role role) {
        List<SaslMechanism> mechanisms = switch (role) {
            case SUBMISSION -> List.of(new Xoauth2(new TestAuthority(grant)), new Plain(new TestAuthority(grant)));
            case EXCHANGE -> List.of();
        };
        return new SaslPolicy(mechanisms, 3, sessions, new RefusalBrake(100, SECOND, SECOND));
    }

    /** The stage for one transcript: what the house knows, and actions that look at what was taken. */
    static Stage stage() throws IOException {
        SmtpHouse house = new SmtpHouse();
        return new Stage()
                .listener("submission", house.submission.address())
                .listener("submissions", house.submissions.address())
                .listener("exchange", house.exchange.address())
                .listener("exchanges", house.exchanges.address())
                .listener("strict", house.strict.address())
                .tls("anybody", TestTls.CLIENT)
                .tls("lab", TestTls.LAB)
                .action("fail", text -> house.reception.fail(RecordingReception.Fault.valueOf(text)))
                .action("grant", house.grant::set)
                .action("quiet-grant", house.grant::setQuietly)
                .action("repair", text -> house.reception.repair())
                .action("taken", text -> assertThat(house.reception.taken()).hasSize(Integer.parseInt(text)))
                .action(
                        "nothing-held",
                        text -> await().untilAsserted(
                                        () -> assertThat(house.reception.open()).isZero()))
                .action(
                        "from",
                        text -> assertThat(house.last()
                                        .from()
                                        .map(Object::toString)
                                        .orElse("<>"))
                                .isEqualTo(text))
                .action(
                        "to",
                        text -> assertThat(house.last().recipients().toString()).contains(text))
                .action(
                        "parameters",
                        text -> assertThat(house.last().parameters().toString()).contains(text))
                .action(
                        "client",
                        text -> assertThat(house.last().client().toString()).contains(text))
                .action("octets", text -> assertThat(house.last().octets()).contains(text.translateEscapes()))
                .action("no-octets", text -> assertThat(house.last().octets()).doesNotContain(text))
                .action("drain", text -> Thread.ofVirtual().start(house::drain))
                .closing(house);
    }

    /** The latest message. */
    RecordingReception.Taken last() {
        return reception.taken().getLast();
    }

    private void drain() {
        try {
            exchanges.drain(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
    }
}
