package fr.pli.operator;

import fr.pli.exchange.Dispatcher;
import fr.pli.exchange.ExistingServer;
import fr.pli.exchange.ListeBlancheKeeper;
import fr.pli.exchange.ListeBlancheSettings;
import fr.pli.exchange.RelayRules;
import fr.pli.exchange.Routes;
import fr.pli.exchange.TlsTrajectory;
import fr.pli.smtp.RelaySettings;
import fr.pli.smtp.SmtpProtocol;
import fr.pli.smtp.SmtpSettings;
import fr.pli.store.Acceptance;
import fr.pli.store.Database;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.Queue;
import fr.pli.store.Registry;
import fr.pli.store.Watches;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.ClientTls;
import fr.pli.tls.ServerTrust;
import fr.pli.tls.TicketKeys;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import fr.pli.wire.Encryption;
import fr.pli.wire.SaslPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Exchange with the other operators: the liste blanche, the door for them, and the way out. Without a liste blanche nothing comes from them and
 * nothing goes to them, and what waits in the queue is only notices that senders asked for.
 */
@Configuration
class ExchangeWiring {

    @Bean
    TrustSpace trustSpace(Optional<ListeBlancheKeeper> keeper) {
        return new TrustSpace(keeper);
    }

    @Bean
    RecipientRule recipientRule(
            Registry registry,
            Acceptance acceptance,
            TrustSpace trust,
            KeptElsewhere kept,
            OperatorProperties properties) {
        return new RecipientRule(
                registry, acceptance, trust, kept, properties.size().maxPatient());
    }

    @Bean
    TlsTrajectory tlsTrajectory(OperatorProperties properties) {
        OperatorProperties.Edc edc = properties.edc();
        Map<String, LocalDate> exceptions = new TreeMap<>();
        edc.tlsExceptions()
                .forEach((domain, until) -> exceptions.put(
                        domain.toLowerCase(Locale.ROOT), day("pli.edc.tls-exceptions." + domain, until)));
        return new TlsTrajectory(edc.protocols(), exceptions, InstantSource.system());
    }

    @Bean
    Queue queue(Database database, Watches watches, DataFolder data) {
        return new Queue(database, watches, data.node());
    }

    @Bean
    Dispatcher dispatcher(
            OperatorProperties properties,
            Queue queue,
            Registry registry,
            CertificateCheck certificates,
            TrustSpace trust,
            TlsTrajectory tls,
            Path spool,
            Optional<ExistingServer> existing,
            ExchangeMetrics metrics) {
        OperatorProperties.Edc edc = properties.edc();
        OperatorProperties.Retry retry = edc.retry();
        Dispatcher.Parts parts = new Dispatcher.Parts(
                queue,
                registry,
                certificates,
                routes(edc),
                relaySettings(properties, certificates),
                tls,
                spool,
                trust::list,
                existing);
        RelayRules rules = new RelayRules(
                edc.connectionsPerPeer(),
                edc.messagesPerMinute(),
                edc.couriers(),
                retry.first(),
                retry.longest(),
                new Queue.Patience(retry.delayNotice(), retry.giveUp()));
        return Dispatcher.start(parts, rules, metrics, InstantSource.system());
    }

    /** What needs a liste blanche. */
    @Configuration
    @ConditionalOnProperty("pli.whitelist.url")
    static class WithOthers {

        @Bean
        ListeBlancheKeeper listeBlancheKeeper(
                OperatorProperties properties,
                DataFolder data,
                CertificateCheck certificates,
                ExchangeMetrics metrics) {
            OperatorProperties.Whitelist keys = properties.whitelist();
            ListeBlancheSettings settings = new ListeBlancheSettings(
                    https(keys.url()),
                    data.resolve("liste-blanche"),
                    keys.refresh(),
                    keys.maxShrink(),
                    keys.alarmAfter());
            Path anchors = keys.anchors();
            ServerTrust trust = anchors == null
                    ? new ServerTrust.IgcSante(certificates)
                    : new ServerTrust.Roots("pli.whitelist.anchors", anchors);
            return ListeBlancheKeeper.open(settings, ClientTls.context(trust), InstantSource.system(), metrics);
        }

        @Bean
        TlsContext exchangeTls(OperatorProperties properties, TlsTrajectory tls, TicketKeys tickets) {
            TlsSettings settings =
                    ApiLpsWiring.tls(properties.tls(), ClientCertificate.WANTED).withProtocols(tls.atTheDoor());
            return TlsContext.open(settings, tickets, Clock.systemUTC());
        }

        /** The door for other operators. */
        @Bean
        Doors.Opening exchange(
                OperatorProperties properties,
                CertificateCheck certificates,
                TrustSpace trust,
                TlsTrajectory tls,
                Acceptance acceptance,
                RecipientRule recipients,
                Path spool,
                Antivirus antivirus,
                AutoReply autoReply,
                TlsContext exchangeTls,
                Dispatcher dispatcher,
                MeterRegistry meters) {
            OperatorProperties.Edc edc = properties.edc();
            ExchangeReception reception = new ExchangeReception(
                    certificates,
                    trust,
                    tls,
                    edc.nullSender(),
                    new ExchangeMail.Rules(acceptance, recipients, spool, antivirus, autoReply, dispatcher::wake),
                    properties.size().maxMessage());
            SmtpProtocol protocol = new SmtpProtocol(
                    SmtpSettings.exchange(properties.hostName(), ApiLpsWiring.HELP),
                    reception,
                    SaslPolicy.none(),
                    new EntryPointMetrics(meters, "exchange"));
            return new Doors.Opening(
                    "exchange",
                    "pli.edc.",
                    "port",
                    edc.address(),
                    edc.port(),
                    new Encryption.StartTls(exchangeTls),
                    Doors.Guests.OPERATORS,
                    protocol);
        }
    }

    private static RelaySettings relaySettings(OperatorProperties properties, CertificateCheck certificates) {
        OperatorProperties.Tls tls = properties.tls();
        SSLContext context = ClientTls.context(
                new ServerTrust.IgcSante(certificates),
                "pli.tls",
                TrustWiring.keySource(tls.certificate(), tls.key(), tls.secret()),
                Clock.systemUTC());
        RelaySettings usual = RelaySettings.of(properties.hostName(), context.getSocketFactory());
        OperatorProperties.Edc edc = properties.edc();
        return new RelaySettings(
                usual.host(),
                usual.tls(),
                edc.protocols(),
                edc.connect(),
                usual.command(),
                usual.data(),
                usual.named());
    }

    private static URI https(@Nullable URI url) {
        if (url == null || !"https".equals(url.getScheme()) || url.getHost() == null) {
            throw new WrongKeyException("pli.whitelist.url", "\"" + url + "\" will not do", "https://host/path");
        }
        return url;
    }

    private static Routes routes(OperatorProperties.Edc edc) {
        Map<String, Routes.Host> fixed = new TreeMap<>();
        edc.routes().forEach((domain, server) -> {
            InetSocketAddress address = address("pli.edc.routes." + domain, server);
            fixed.put(domain, new Routes.Host(address.getHostString(), address.getPort()));
        });
        Optional<InetSocketAddress> nameServer = edc.dns().isEmpty()
                ? Optional.empty()
                : Optional.of(address("pli.edc.dns", edc.dns()))
                        .map(one -> new InetSocketAddress(one.getHostString(), one.getPort()));
        return Routes.of(nameServer, edc.peerPort(), fixed);
    }

    static LocalDate day(String key, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new WrongKeyException(key, "\"" + text + "\" will not do", "2027-03-31", e);
        }
    }

    /** {@code host:port}, unresolved. @throws WrongKeyException if it is not */
    static InetSocketAddress address(String key, String text) {
        int colon = text.lastIndexOf(':');
        try {
            return InetSocketAddress.createUnresolved(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new WrongKeyException(key, "\"" + text + "\" will not do", "host:port", e);
        }
    }
}
