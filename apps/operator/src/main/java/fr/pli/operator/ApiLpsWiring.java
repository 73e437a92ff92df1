package fr.pli.operator;

import fr.pli.imap.ImapProtocol;
import fr.pli.imap.ImapSettings;
import fr.pli.imap.MailStore;
import fr.pli.operator.ApiLps.EntryPoint;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpProtocol;
import fr.pli.smtp.SmtpSettings;
import fr.pli.store.Acceptance;
import fr.pli.store.Registry;
import fr.pli.store.Secrets;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.KeySource;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import fr.pli.wire.Authority;
import fr.pli.wire.Limits;
import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SessionLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API LPS: TLS, mechanisms, engines and doors of both entry points. */
@Configuration
class ApiLpsWiring {

    private static final String HELP = "https://esante.gouv.fr/mssante";
    private static final int TICKET_SECRET_OCTETS = 32;
    private static final int FREE_REFUSALS = 50;
    private static final Duration FORGIVENESS = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    /** Where large messages wait for their commit: files without a name, in a folder of this process alone. */
    @Bean
    Path spool(DataFolder data) {
        return data.secluded("spool");
    }

    @Bean
    Reception reception(
            Registry registry, Acceptance acceptance, Path spool, OperatorProperties properties, MeterRegistry meters) {
        Submission.Rules rules =
                new Submission.Rules(registry, acceptance, new SenderRule(registry), spool, new AnomalyCount(meters));
        return new SubmissionReception(rules, properties.size().maxMessage());
    }

    /** Of a secret in the database, so that a client resumes its session on any node and at any door of its kind. */
    @Bean
    TicketKeys ticketKeys(Secrets secrets) {
        byte[] secret = secrets.get("tls-tickets", TICKET_SECRET_OCTETS);
        return TicketKeys.of("tls-tickets", Base64.getEncoder().encodeToString(secret));
    }

    @Bean
    TlsContext personsTls(OperatorProperties properties, TicketKeys tickets) {
        return TlsContext.open(tls(properties.tls(), ClientCertificate.NONE), tickets, Clock.systemUTC());
    }

    @Bean
    TlsContext applicationsTls(OperatorProperties properties, TicketKeys tickets) {
        return TlsContext.open(tls(properties.tls(), ClientCertificate.WANTED), tickets, Clock.systemUTC());
    }

    @Bean
    ApiLps apiLps(
            OperatorProperties properties,
            TlsContext personsTls,
            TlsContext applicationsTls,
            Authority authority,
            MailStore store,
            Reception reception,
            Path spool,
            MeterRegistry meters,
            OperatorMetrics metrics) {
        OperatorProperties.Sasl sasl = properties.sasl();
        SessionLimits sessions = new SessionLimits(
                properties.limits().sessionsPerBal(), properties.limits().sessionsPerPerson());
        RefusalBrake brake = new RefusalBrake(FREE_REFUSALS, FORGIVENESS, LONGEST_DELAY);
        SaslPolicy persons =
                new SaslPolicy(mechanisms(sasl.personMechanisms(), authority), sasl.attempts(), sessions, brake);
        SaslPolicy applications =
                new SaslPolicy(mechanisms(sasl.appMechanisms(), authority), sasl.attempts(), sessions, brake);
        Engines engines = new Engines(properties, store, reception, spool, meters);
        List<EntryPoint> entryPoints = List.of(
                engines.entryPoint("persons", properties.api().persons(), personsTls, persons),
                engines.entryPoint("applications", properties.api().applications(), applicationsTls, applications));
        return new ApiLps(entryPoints, limits(properties), metrics);
    }

    /** Makes the protocol engines of an entry point. */
    private record Engines(
            OperatorProperties properties, MailStore store, Reception reception, Path spool, MeterRegistry meters) {

        EntryPoint entryPoint(String name, OperatorProperties.Door door, TlsContext tls, SaslPolicy sasl) {
            OperatorProperties.Session session = properties.session();
            ImapSettings imap = ImapSettings.DEFAULTS
                    .withMaxMessage(properties.size().maxMessage())
                    .withTimes(session.login(), session.idle(), session.maxDuration());
            SmtpSettings.Limits limits = SmtpSettings.Limits.DEFAULT;
            SmtpSettings smtp = new SmtpSettings(
                    properties.hostName(),
                    SmtpSettings.Role.SUBMISSION,
                    HELP,
                    false,
                    new SmtpSettings.Limits(
                            properties.limits().recipients(),
                            limits.errors(),
                            limits.commands() + properties.limits().recipients(), // one RCPT for each
                            session.login(),
                            limits.command(),
                            limits.data(),
                            session.maxDuration()));
            EntryPointMetrics metrics = new EntryPointMetrics(meters, name);
            return new EntryPoint(
                    name,
                    door,
                    tls,
                    new ImapProtocol(imap, store, sasl, spool, metrics),
                    new SmtpProtocol(smtp, reception, sasl, metrics));
        }
    }

    private static TlsSettings tls(OperatorProperties.Tls tls, ClientCertificate clientCertificate) {
        KeySource key = TrustWiring.keySource(tls.certificate(), tls.key(), tls.password());
        return TlsSettings.of("pli.tls", key)
                .withProtocols(tls.protocols())
                .withCiphers12(tls.ciphers12())
                .withCiphers13(tls.ciphers13())
                .withGroups(tls.groups())
                .withClientCertificate(clientCertificate);
    }

    /** Where the time to log in is shorter than what a handshake may take, that is all there is. */
    private static Limits limits(OperatorProperties properties) {
        OperatorProperties.Limits limits = properties.limits();
        Duration login = properties.session().login();
        Limits usual = Limits.DEFAULTS;
        Duration handshake = login.compareTo(usual.handshake()) < 0 ? login : usual.handshake();
        return usual.withConnections(limits.connections(), limits.connectionsPerAddress())
                .withTimes(handshake, usual.write(), usual.tick());
    }

    private static List<SaslMechanism> mechanisms(List<? extends Enum<?>> names, Authority authority) {
        return names.stream()
                .map(name -> SaslMechanism.named(name.name(), authority))
                .toList();
    }
}
