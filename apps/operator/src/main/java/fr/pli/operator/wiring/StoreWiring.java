package fr.pli.operator.wiring;

import fr.pli.boot.ConfiguredSecret;
import fr.pli.boot.DataFolder;
import fr.pli.boot.WrongKeyException;
import fr.pli.imap.mail.MailElsewhere;
import fr.pli.imap.mail.MailStore;
import fr.pli.operator.OperatorProperties;
import fr.pli.operator.rules.MailByDomain;
import fr.pli.postgres.Access;
import fr.pli.postgres.Database;
import fr.pli.postgres.Duties;
import fr.pli.postgres.LocalPostgres;
import fr.pli.postgres.LocalSettings;
import fr.pli.postgres.Pool;
import fr.pli.registry.Audit;
import fr.pli.registry.Indicators;
import fr.pli.registry.Registry;
import fr.pli.registry.Rights;
import fr.pli.registry.Secrets;
import fr.pli.registry.StructureAliases;
import fr.pli.registry.Traces;
import fr.pli.store.Acceptance;
import fr.pli.store.BalLimits;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.MailSweep;
import fr.pli.store.PostgresMailStore;
import fr.pli.store.Watches;
import java.io.IOException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The database, one's own or another, and what is kept in it. */
@Configuration
class StoreWiring {

    private static final String PASSWORD = "spring.datasource.password";
    private static final String ELSEWHERE = "spring.datasource.url";

    @Bean
    DataFolder dataFolder(OperatorProperties properties) {
        return new DataFolder(properties.dataFolder());
    }

    /** A PostgreSQL of our own, unless the configuration names one elsewhere. */
    @Bean
    @ConditionalOnProperty(name = ELSEWHERE, havingValue = "never", matchIfMissing = true)
    LocalPostgres localPostgres(OperatorProperties properties, DataFolder data) throws IOException {
        LocalSettings small = LocalSettings.SMALL;
        return LocalPostgres.start(
                data.resolve("postgres"),
                new LocalSettings(
                        properties.store().port(), small.sharedBuffersMb(), small.maxWalMb(), small.maxConnections()));
    }

    @Bean
    Database database(ObjectProvider<LocalPostgres> local, OperatorProperties properties, Environment environment) {
        OperatorProperties.Store store = properties.store();
        Pool pool = new Pool(store.poolSize(), store.poolPatience(), store.statement());
        LocalPostgres postgres = local.getIfAvailable();
        if (postgres != null) {
            return Database.open(postgres.owner(), postgres.application(), pool);
        }
        String url = environment.getRequiredProperty(ELSEWHERE);
        Access application = new Access(
                url,
                environment.getRequiredProperty("spring.datasource.username"),
                password(store, environment.getProperty(PASSWORD, "")));
        Access owner = store.owner().isEmpty() ? application : new Access(url, store.owner(), store.ownerSecret());
        return Database.open(owner, application, pool);
    }

    private static String password(OperatorProperties.Store store, String inline) {
        if (store.passwordFile() != null && !inline.isEmpty()) {
            throw new WrongKeyException(PASSWORD, "so does pli.store.password-file say it", "one of them");
        }
        return ConfiguredSecret.of("pli.store.password", inline, store.passwordFile());
    }

    /** For health and the pool's metrics. */
    @Bean(destroyMethod = "")
    DataSource dataSource(Database database) {
        return database.dataSource();
    }

    @Bean
    Registry registry(Database database, OperatorProperties properties) {
        return new Registry(database, properties.bal().folders());
    }

    @Bean
    Watches watches(Database database) {
        return new Watches(database);
    }

    @Bean
    MailStore mailStore(
            Database database,
            Registry registry,
            Watches watches,
            BalLimits limits,
            KeptElsewhere kept,
            Optional<MailElsewhere> existing) {
        MailStore here = new PostgresMailStore(database, registry, watches, limits);
        return existing.<MailStore>map(there -> new MailByDomain(here, kept, there))
                .orElse(here);
    }

    @Bean
    BalLimits balLimits(OperatorProperties properties) {
        return new BalLimits(properties.bal().maxMessages(), properties.bal().maxMailboxes());
    }

    @Bean
    Duties duties(Database database, DataFolder data) {
        return new Duties(database, data.node());
    }

    @Bean
    Acceptance acceptance(Database database, Watches watches, BalLimits limits) {
        return new Acceptance(database, watches, limits);
    }

    @Bean
    Indicators indicators(Database database) {
        return new Indicators(database);
    }

    @Bean
    MailSweep mailSweep(Database database) {
        return new MailSweep(database);
    }

    @Bean
    Traces traces(Database database) {
        return new Traces(database);
    }

    @Bean
    Audit audit(Database database) {
        return new Audit(database);
    }

    @Bean
    Rights rights(Registry registry) {
        return new Rights(registry);
    }

    @Bean
    StructureAliases structureAliases(Database database, Registry registry) {
        return new StructureAliases(database, registry);
    }

    @Bean
    Secrets secrets(Database database) {
        return new Secrets(database);
    }
}
