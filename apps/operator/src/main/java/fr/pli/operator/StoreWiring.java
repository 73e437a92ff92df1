package fr.pli.operator;

import fr.pli.imap.ExistingImap;
import fr.pli.imap.MailStore;
import fr.pli.store.Acceptance;
import fr.pli.store.Access;
import fr.pli.store.Audit;
import fr.pli.store.Database;
import fr.pli.store.Indicators;
import fr.pli.store.KeptElsewhere;
import fr.pli.store.LocalPostgres;
import fr.pli.store.LocalSettings;
import fr.pli.store.MailSweep;
import fr.pli.store.Pool;
import fr.pli.store.PostgresMailStore;
import fr.pli.store.Registry;
import fr.pli.store.Rights;
import fr.pli.store.Secrets;
import fr.pli.store.StructureAliases;
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
    Registry registry(Database database) {
        return new Registry(database);
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
            KeptElsewhere kept,
            Optional<ExistingImap> existing) {
        MailStore here = new PostgresMailStore(database, registry, watches);
        return existing.<MailStore>map(there -> new MailByDomain(here, kept, there))
                .orElse(here);
    }

    @Bean
    Acceptance acceptance(Database database, Watches watches) {
        return new Acceptance(database, watches);
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
