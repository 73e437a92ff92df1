package fr.pli.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.pli.imap.StoreUnavailableException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * The database of an operator, local or on any host, with its schema up to date. What a transaction did is there whole or not at all; a
 * database that is down, slow or busy is a {@link StoreUnavailableException} within seconds.
 */
public final class Database implements AutoCloseable {

    private final Access application;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final JdbcTransactionManager transactions;

    private Database(Access application, HikariDataSource pool) {
        this.application = application;
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new JdbcTransactionManager(pool);
    }

    /**
     * Brings the schema up to date and opens a pool.
     *
     * @param owner migrates
     * @param application works; may be the same role, then PostgreSQL does not watch over what it may do
     * @throws StoreUnavailableException if the database is out of reach or a migration fails
     */
    public static Database open(Access owner, Access application, Pool settings) {
        try {
            Flyway.configure()
                    .dataSource(owner.url(), owner.user(), owner.password())
                    .placeholders(Map.of("application", application.user()))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailableException("no migration of " + owner + ": " + e.getMessage(), e);
        }
        return new Database(application, pool(application, settings));
    }

    /** Its connections, for health checks and metrics. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** How this node reaches it. */
    Access application() {
        return application;
    }

    /** Does work that needs no transaction: one statement, or several whose order does not matter. */
    <T, E extends Exception> T read(Work<T, E> work) throws E {
        try {
            return work.with(jdbc);
        } catch (DataAccessException e) {
            throw unavailable(e);
        }
    }

    /** Does all of it in one transaction, or none of it if anything is thrown. */
    <T, E extends Exception> T write(Work<T, E> work) throws E {
        try {
            TransactionStatus transaction = transactions.getTransaction(new DefaultTransactionDefinition());
            T result;
            try {
                result = work.with(jdbc);
            } catch (Throwable e) {
                transactions.rollback(transaction);
                throw e;
            }
            transactions.commit(transaction);
            return result;
        } catch (DataAccessException | TransactionException e) {
            throw unavailable(e);
        }
    }

    private static StoreUnavailableException unavailable(RuntimeException e) {
        return new StoreUnavailableException("the database does not answer as it should", e);
    }

    private static HikariDataSource pool(Access application, Pool settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("store");
        config.setJdbcUrl(application.url());
        config.setUsername(application.user());
        config.setPassword(application.password());
        config.setMaximumPoolSize(settings.size());
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setInitializationFailTimeout(-1);
        long limit = settings.statement().toMillis();
        config.addDataSourceProperty(
                "options", "-c statement_timeout=" + limit + " -c idle_in_transaction_session_timeout=" + limit);
        config.addDataSourceProperty("connectTimeout", settings.patience().toSeconds());
        config.addDataSourceProperty("socketTimeout", 2 * settings.statement().toSeconds());
        config.addDataSourceProperty("tcpKeepAlive", true);
        config.addDataSourceProperty("prepareThreshold", 1);
        config.addDataSourceProperty("ApplicationName", "pli");
        return new HikariDataSource(config);
    }

    /** What is done with the database. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T with(JdbcClient jdbc) throws E;
    }
}
