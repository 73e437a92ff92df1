package fr.pli.operator.wiring;

import fr.pli.boot.HostPort;
import fr.pli.boot.WrongKeyException;
import fr.pli.life.BalDeletion;
import fr.pli.life.Confirmation;
import fr.pli.life.ContactMailer;
import fr.pli.life.LifeExport;
import fr.pli.life.LifeJob;
import fr.pli.life.LifeRules;
import fr.pli.operator.OperatorProperties;
import fr.pli.postgres.Database;
import fr.pli.registry.BalRequests;
import fr.pli.registry.Connections;
import fr.pli.registry.ContactMails;
import fr.pli.registry.Registry;
import fr.pli.store.BalLimits;
import fr.pli.store.Lives;
import fr.pli.store.MailExport;
import fr.pli.store.Watches;
import fr.pli.web.PageTexts;
import fr.pli.web.Pages;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The life of the BAL: who opened which, what time does to it, and what holders are told. */
@Configuration
@Import(Pages.class)
class LifeWiring {

    @Bean
    PageTexts pageTexts() {
        return new PageTexts("fr.pli.operator.pages");
    }

    @Bean
    Connections connections(Database database, OperatorProperties properties) {
        return new Connections(database, properties.indicators().cnxWindow(), InstantSource.system());
    }

    @Bean
    Lives lives(Database database, Registry registry, Watches watches, BalLimits limits) {
        return new Lives(database, registry, watches, limits);
    }

    @Bean
    MailExport mailExport(Database database) {
        return new MailExport(database);
    }

    @Bean
    ContactMails contactMails(Database database) {
        return new ContactMails(database);
    }

    @Bean
    Confirmation confirmation(Database database, Registry registry, OperatorProperties properties) {
        OperatorProperties.Mss17 mss17 = properties.mss17();
        String base = mss17.baseUrl() == null
                ? "https://" + properties.hostName()
                : mss17.baseUrl().toString();
        URI link = URI.create(base + (base.endsWith("/") ? "" : "/") + "confirmation/");
        return new Confirmation(new BalRequests(database, registry), link, mss17.validity(), InstantSource.system());
    }

    @Bean
    BalDeletion balDeletion(Registry registry, Lives lives, MailExport export, OperatorProperties properties) {
        return new BalDeletion(registry, lives, export(export, properties));
    }

    private static Optional<LifeExport> export(MailExport export, OperatorProperties properties) {
        return Optional.ofNullable(properties.mss14().exportFolder()).map(folder -> new LifeExport(export, folder));
    }

    @Bean
    LifeJob lifeJob(Lives lives, MailExport export, OperatorProperties properties, Path spool) {
        return new LifeJob(
                lives,
                Stream.of(properties.autoReply(), properties.postmaster().bal())
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                rules(properties),
                export(export, properties),
                properties.hostName(),
                spool,
                InstantSource.system());
    }

    @Bean
    @ConditionalOnProperty("pli.contact.smtp")
    ContactMailer contactMailer(ContactMails mails, OperatorProperties properties) {
        OperatorProperties.Contact contact = properties.contact();
        InetSocketAddress server = HostPort.of("pli.contact.smtp", contact.smtp());
        String from = contact.from().isEmpty() ? "postmaster@" + properties.hostName() : contact.from();
        return new ContactMailer(mails, server, from);
    }

    private static LifeRules rules(OperatorProperties properties) {
        OperatorProperties.Mss14 mss14 = properties.mss14();
        try {
            return new LifeRules(
                    properties.mss19().unpublishAfter(),
                    Set.copyOf(properties.mss19().types()),
                    mss14.notices(),
                    mss14.inactivity());
        } catch (IllegalArgumentException e) {
            throw new WrongKeyException(
                    "pli.mss14.notices", mss14.notices() + " will not do", String.valueOf(e.getMessage()), e);
        }
    }
}
