package fr.pli.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The database of an operator, local or on any host, with its schema up to date. What a transaction did is there whole or not at all; a
 * database that is down, slow or busy is a {@link StoreUnavailableException} within seconds; a value that it refuses is a
 * {@link fr.pli.mss.StoreRefusedException}.
 */
public final class Database implements AutoCloseable {

    /** How long a statement waits for a lock before it gives its connection back. */
    private static final Duration LOCK = Duration.ofSeconds(1);

    private final Access application;
    private final Pool settings;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final JdbcTransactionManager transactions;
    private final Turns turns;

    private Database(Access application, Pool settings, HikariDataSource pool) {
        this.application = application;
        this.settings = settings;
        this.pool = pool;
        this.jdbc = JdbcClient.create(pool);
        this.transactions = new JdbcTransactionManager(pool);
        this.turns = new Turns(settings.statement());
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
        return new Database(application, settings, pool(application, settings));
    }

    /** Its connections, for health checks and metrics. */
    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A connection beside the pool, for whoever keeps it. */
    public Connection connect(String purpose) throws SQLException {
        Properties properties = properties(settings);
        properties.setProperty("user", application.user());
        properties.setProperty("password", application.password());
        properties.setProperty("ApplicationName", purpose);
        return DriverManager.getConnection(application.url(), properties);
    }

    /** Where those wait who lock the same row: a BAL, by its id. */
    public Turns turns() {
        return turns;
    }

    /**
     * Does work of one statement, which is its own transaction, or of several that need none. Work that meets a lock of somebody else for
     * a second gives its connection back and begins anew, as long as a statement may take.
     *
     * @throws fr.pli.mss.StoreRefusedException if a value is refused
     */
    public <T, E extends Exception> T run(Work<T, E> work) throws E {
        return untilUnlocked(work);
    }

    /** As {@link #run}, but a lock that somebody else holds for a second is a failure that {@link #isLocked} knows. */
    public <T, E extends Exception> T once(Work<T, E> work) throws E {
        try {
            return work.with(jdbc);
        } catch (DataAccessException e) {
            throw Failures.of(e);
        }
    }

    /** Whether work failed because somebody else held a lock: nothing of it was done, and it may be begun anew. */
    public static boolean isLocked(RuntimeException e) {
        return Failures.isLocked(e);
    }

    /**
     * Does all of it in one transaction, or none of it if anything is thrown. As {@link #run} it may begin anew: what it leaves outside of
     * the transaction it leaves as its last act.
     *
     * @throws fr.pli.mss.StoreRefusedException if a value is refused
     */
    public <T, E extends Exception> T transaction(Work<T, E> work) throws E {
        return untilUnlocked(_ -> transactionOnce(work));
    }

    private <T, E extends Exception> T transactionOnce(Work<T, E> work) throws E {
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
    }

    private <T, E extends Exception> T untilUnlocked(Work<T, E> work) throws E {
        boolean inside = TransactionSynchronizationManager.isActualTransactionActive();
        long end = System.nanoTime() + settings.statement().toNanos();
        while (true) {
            try {
                return work.with(jdbc);
            } catch (DataAccessException | TransactionException e) {
                if (inside || !Failures.isLocked(e) || System.nanoTime() - end >= 0) {
                    throw Failures.of(e);
                }
            }
        }
    }

    /** Reads what may take long, in one transaction: no limit of time stops it. */
    public <T, E extends Exception> T read(Work<T, E> work) throws E {
        return transaction(jdbc -> {
            patient(DataSourceUtils.getConnection(pool)); // the one of this transaction
            jdbc.sql("SET LOCAL statement_timeout = 0").update();
            jdbc.sql("SET LOCAL idle_in_transaction_session_timeout = 0").update();
            jdbc.sql("SET LOCAL enable_seqscan = on").update(); // it reads all there is, and plans by keys would not do
            jdbc.sql("SET LOCAL enable_hashjoin = on").update();
            return work.with(jdbc);
        });
    }

    /**
     * Has PostgreSQL copy out what may be much; each message of the copy passes through.
     *
     * @param statement without parameters, for COPY takes none
     * @throws IOException as the sink does
     */
    public void copyOut(String statement, Sink sink) throws IOException {
        read(_ -> {
            try {
                CopyOut copy = DataSourceUtils.getConnection(pool)
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(statement);
                try {
                    for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
                        sink.add(message);
                    }
                    return statement;
                } catch (IOException e) {
                    cancel(copy, e);
                    throw e;
                }
            } catch (SQLException e) {
                throw Failures.of(e);
            }
        });
    }

    private static void cancel(CopyOut copy, IOException why) {
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** Where messages of a copy go. */
    public interface Sink {
        void add(byte[] message) throws IOException;
    }

    /** To sort what is much takes longer than any other answer may. The pool sets it back. */
    private static void patient(Connection connection) {
        try {
            connection.setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            throw Failures.of(e);
        }
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
        config.setDataSourceProperties(properties(settings));
        return new HikariDataSource(config);
    }

    private static Properties properties(Pool settings) {
        long limit = settings.statement().toMillis();
        Properties properties = new Properties();
        // to plan deposit.sql takes longer than to run it: it is planned once for each connection, by its keys,
        // whatever the tables hold then
        properties.setProperty(
                "options",
                "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"
                        + " -c statement_timeout=" + limit
                        + " -c lock_timeout=" + Math.min(LOCK.toMillis(), limit / 2)
                        + " -c idle_in_transaction_session_timeout=" + limit);
        properties.setProperty("prepareThreshold", "1");
        properties.setProperty(
                "connectTimeout", String.valueOf(settings.patience().toSeconds()));
        properties.setProperty(
                "socketTimeout", String.valueOf(2 * settings.statement().toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "pli");
        return properties;
    }

    /** What is done with the database. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T with(JdbcClient jdbc) throws E;
    }
}
