package fr.pli.store;

import fr.pli.postgres.Database;
import fr.pli.postgres.Sql;
import fr.pli.wire.Daemon;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Hears from other nodes what changed, on a connection of its own, and looks for itself at all watched mailboxes and BAL: every few seconds, and when
 * it has connected again after the database was away.
 */
final class NodeListener implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NodeListener.class);
    private static final long RETRY_MILLIS = 500;

    private final Database database;
    private final String node;
    private final Duration lookEvery;
    private final Watches watches;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Daemon daemon;

    NodeListener(Database database, String node, Duration lookEvery, Watches watches) {
        this.database = database;
        this.node = node;
        this.lookEvery = lookEvery;
        this.watches = watches;
    }

    void start() {
        daemon = Daemon.start("node-listener", this::round);
    }

    @Override
    public void close() {
        closed.countDown();
        Daemon running = daemon;
        if (running != null) {
            running.close();
        }
    }

    /** Listens until the connection breaks. */
    private void round() throws InterruptedException {
        try (Connection connection = database.connect("pli-listener");
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN " + NodeTeller.CHANNEL);
            hear(connection);
        } catch (SQLException | DataAccessException e) {
            if (closed.getCount() > 0) {
                log.warn("not listening reason=\"{}\"", e.getMessage());
            }
        }
        boolean _ = closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void hear(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        long lookAt = System.nanoTime();
        while (closed.getCount() > 0) {
            long left = (lookAt - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                look(jdbc);
                lookAt = System.nanoTime() + lookEvery.toNanos();
                continue;
            }
            PGNotification[] heard = postgres.getNotifications((int) Math.min(left, RETRY_MILLIS));
            if (heard != null) {
                for (PGNotification notification : heard) {
                    heard(notification.getParameter());
                }
            }
        }
    }

    private void heard(String payload) {
        String[] words = payload.split(" ", -1);
        if (words[0].equals(node)) {
            return;
        }
        for (int i = 1; i < words.length; i++) {
            try {
                watches.tell(Long.parseLong(words[i]));
            } catch (NumberFormatException e) {
                log.warn("notification ignored length={}: it names no mailbox", payload.length());
                return;
            }
        }
    }

    private void look(JdbcClient jdbc) {
        lookAtMailboxes(jdbc);
        lookAtBals(jdbc);
    }

    /** A digest of what sessions that watch a whole BAL compare: names, uses, mod-sequences and subscriptions. */
    private void lookAtBals(JdbcClient jdbc) {
        List<Long> bals = watches.bals();
        if (bals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                SELECT watched.bal_id,
                       (SELECT coalesce(bit_xor(hashtextextended(concat_ws(' ', id, modseq, special_use, name), 1)), 0)
                        FROM mailbox WHERE mailbox.bal_id = watched.bal_id)
                       # (SELECT coalesce(bit_xor(hashtextextended(name, 2)), 0)
                          FROM subscription WHERE subscription.bal_id = watched.bal_id) AS digest
                FROM unnest(:bals::bigint[]) AS watched (bal_id)
                """).param("bals", Sql.longs(bals)).query(row -> {
            watches.seenBal(row.getLong("bal_id"), row.getLong("digest"));
        });
    }

    private void lookAtMailboxes(JdbcClient jdbc) {
        List<Box> boxes = watches.boxes();
        if (boxes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                SELECT watched.id, coalesce(mailbox.modseq, -1) AS modseq
                FROM unnest(:bals::bigint[], :ids::bigint[]) AS watched (bal_id, id)
                LEFT JOIN mailbox USING (bal_id, id)
                """)
                .param("bals", Sql.longs(boxes.stream().map(Box::bal).toList()))
                .param("ids", Sql.longs(boxes.stream().map(Box::id).toList()))
                .query(row -> {
                    watches.seen(row.getLong("id"), row.getLong("modseq"));
                });
    }
}
