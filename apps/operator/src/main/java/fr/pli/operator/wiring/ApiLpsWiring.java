package fr.pli.operator.wiring;

import fr.pli.boot.DataFolder;
import fr.pli.exchange.Dispatcher;
import fr.pli.imap.ImapProtocol;
import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.MailStore;
import fr.pli.operator.OperatorProperties;
import fr.pli.operator.rules.AnomalyCount;
import fr.pli.operator.rules.Antivirus;
import fr.pli.operator.rules.AutoReply;
import fr.pli.operator.rules.Clamd;
import fr.pli.operator.rules.HeaderCheck;
import fr.pli.operator.rules.LegacyPasswords;
import fr.pli.operator.rules.RecipientRule;
import fr.pli.operator.rules.SenderRule;
import fr.pli.operator.rules.Submission;
import fr.pli.operator.rules.SubmissionReception;
import fr.pli.registry.Registry;
import fr.pli.registry.Secrets;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpProtocol;
import fr.pli.smtp.SmtpSettings;
import fr.pli.store.Acceptance;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.KeySource;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import fr.pli.wire.Authority;
import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.Password;
import fr.pli.wire.Protocol;
import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslMechanism;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SessionLimits;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The API LPS: TLS, mechanisms, engines and listeners of both entry points. */
@Configuration
public class ApiLpsWiring {

    static final String HELP = "https://esante.gouv.fr/mssante";
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
    Antivirus antivirus(OperatorProperties properties, MeterRegistry meters) {
        OperatorProperties.Antivirus keys = properties.antivirus();
        return new Antivirus(
                keys.clamd().isEmpty() ? Optional.empty() : Optional.of(Clamd.at(keys.clamd(), keys.patience())),
                meters);
    }

    @Bean
    AutoReply autoReply(
            OperatorProperties properties,
            Acceptance acceptance,
            RecipientRule recipients,
            Path spool,
            Dispatcher dispatcher) {
        AutoReply.Parts parts =
                new AutoReply.Parts(acceptance, recipients, spool, properties.hostName(), dispatcher::wake);
        return new AutoReply(properties.autoReply(), parts, InstantSource.system());
    }

    @Bean
    Reception reception(
            Registry registry,
            Acceptance acceptance,
            RecipientRule recipients,
            Path spool,
            OperatorProperties properties,
            MeterRegistry meters,
            Antivirus antivirus,
            AutoReply autoReply,
            Dispatcher dispatcher) {
        Submission.Rules rules = new Submission.Rules(
                acceptance,
                new SenderRule(registry, InstantSource.system()),
                recipients,
                spool,
                new HeaderCheck(properties.indicators().deepCheck(), RandomGenerator.getDefault()),
                new AnomalyCount(meters),
                antivirus,
                autoReply,
                dispatcher::wake);
        return new SubmissionReception(rules, properties.size().maxMessage());
    }

    /** Of a secret in the database, so that a client resumes its session on any node and at any listener of its kind. */
    @Bean
    TicketKeys ticketKeys(Secrets secrets) {
        byte[] secret = secrets.get("tls-tickets", TICKET_SECRET_OCTETS);
        return TicketKeys.of("tls-tickets", Base64.getEncoder().encodeToString(secret));
    }

    @Bean
    public TlsContext personsTls(OperatorProperties properties, TicketKeys tickets) {
        return TlsContext.open(tls(properties.tls(), ClientCertificate.NONE), tickets, Clock.systemUTC());
    }

    @Bean
    TlsContext applicationsTls(OperatorProperties properties, TicketKeys tickets) {
        return TlsContext.open(tls(properties.tls(), ClientCertificate.WANTED), tickets, Clock.systemUTC());
    }

    /** All listeners of this operator: those of the API LPS, the one for other operators, the one of the autoconfiguration. */
    @Bean
    Listeners listeners(
            OperatorProperties properties,
            TlsContext personsTls,
            TlsContext applicationsTls,
            Authority readers,
            Authority senders,
            MailStore store,
            Reception reception,
            Path spool,
            MeterRegistry meters,
            OperatorMetrics metrics,
            Optional<LegacyPasswords> passwords,
            ObjectProvider<Listeners.Opening> others) {
        OperatorProperties.Sasl sasl = properties.sasl();
        SessionLimits sessions = new SessionLimits(
                properties.limits().sessionsPerBal(), properties.limits().sessionsPerPerson());
        RefusalBrake brake = new RefusalBrake(FREE_REFUSALS, FORGIVENESS, LONGEST_DELAY);
        Logins logins = new Logins(readers, senders, sasl.attempts(), sessions, brake);
        Engines engines = new Engines(properties, store, reception, spool, meters);
        List<Listeners.Opening> openings = new ArrayList<>();
        OperatorProperties.Api api = properties.api();
        openings.addAll(engines.entryPoint("persons", api.persons(), personsTls, logins.by(sasl.personMechanisms())));
        openings.addAll(engines.entryPoint(
                "applications", api.applications(), applicationsTls, logins.by(sasl.appMechanisms())));
        if (passwords.isPresent() && !properties.legacy().domains().isEmpty()) {
            openings.addAll(engines.entryPoint("legacy", api.legacy(), personsTls, logins.by(passwords.get())));
        }
        others.orderedStream().forEach(openings::add);
        return new Listeners(openings, limits(properties), metrics);
    }

    /** How one logs in by some mechanisms: to read, or to send. Both count among the same sessions, and refusals slow both. */
    private record Logins(
            Authority readers, Authority senders, int attempts, SessionLimits sessions, RefusalBrake brake) {

        Login by(List<? extends Enum<?>> mechanisms) {
            return new Login(policy(mechanisms(mechanisms, readers)), policy(mechanisms(mechanisms, senders)));
        }

        /** By a password, which lets in to do both. */
        Login by(Password.Judge passwords) {
            SaslPolicy both = policy(List.of(new Password(passwords)));
            return new Login(both, both);
        }

        private SaslPolicy policy(List<SaslMechanism> mechanisms) {
            return new SaslPolicy(mechanisms, attempts, sessions, brake);
        }
    }

    /** How one logs in at an entry point. */
    private record Login(SaslPolicy toRead, SaslPolicy toSend) {}

    /** Makes the protocol engines of an entry point, and says which listeners lead to them. */
    private record Engines(
            OperatorProperties properties, MailStore store, Reception reception, Path spool, MeterRegistry meters) {

        List<Listeners.Opening> entryPoint(
                String name, OperatorProperties.EntryPoint listener, TlsContext tls, Login login) {
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
                            limits.commands(),
                            session.login(),
                            limits.command(),
                            limits.data(),
                            session.maxDuration()));
            EntryPointMetrics metrics = new EntryPointMetrics(meters, name);
            Protocol mailboxes = new ImapProtocol(imap, store, login.toRead(), spool, metrics);
            Protocol submission = new SmtpProtocol(smtp, reception, login.toSend(), metrics);
            Encryption startTls = new Encryption.StartTls(tls);
            Encryption implicit = new Encryption.Implicit(tls);
            return List.of(
                    opening(name, "imap", listener, listener.imapPort(), startTls, mailboxes),
                    opening(name, "imaps", listener, listener.imapsPort(), implicit, mailboxes),
                    opening(name, "submission", listener, listener.submissionPort(), startTls, submission),
                    opening(name, "submissions", listener, listener.submissionsPort(), implicit, submission));
        }

        private static Listeners.Opening opening(
                String entry,
                String protocol,
                OperatorProperties.EntryPoint listener,
                int port,
                Encryption encryption,
                Protocol spoken) {
            return new Listeners.Opening(
                    entry + "." + protocol,
                    "pli.api." + entry + ".",
                    protocol + "-port",
                    listener.address(),
                    port,
                    listener.proxies(),
                    encryption,
                    Listeners.Clients.USERS,
                    spoken);
        }
    }

    public static TlsSettings tls(OperatorProperties.Tls tls, ClientCertificate clientCertificate) {
        KeySource key = TrustWiring.keySource(tls.certificate(), tls.key(), tls.secret());
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
