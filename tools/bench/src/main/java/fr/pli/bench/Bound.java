package fr.pli.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What PostgreSQL alone would take: one statement after the other that inserts a body, a row of an index and a row of indicators, each its
 * own commit on the disk. No mail system over this PostgreSQL that commits each message by itself is faster.
 */
record Bound(String name, int clients, int octets) implements Cell {

    private static final String TABLES = """
            DROP TABLE IF EXISTS bound_body, bound_index, bound_indicator;
            CREATE TABLE bound_body (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, octets bytea STORAGE EXTERNAL);
            CREATE TABLE bound_index (bal bigint, id bigint, size int, PRIMARY KEY (bal, id));
            CREATE TABLE bound_indicator (id bigint, recipient text, at timestamptz DEFAULT now());
            """;
    private static final String INSERT = """
            WITH body AS (INSERT INTO bound_body (octets) VALUES (?) RETURNING id),
            row AS (INSERT INTO bound_index SELECT ?, id, ? FROM body)
            INSERT INTO bound_indicator SELECT id, ? FROM body
            """;

    @Override
    public boolean suits(Contender contender) {
        return contender instanceof PliContender;
    }

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        PliContender pli = (PliContender) contender;
        try (Connection connection = pli.postgres();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            byte[] body = Delivery.message(contender.accounts().getFirst(), octets);
            Outcome outcome =
                    Load.run(contender, clients, duration, number -> new Inserter(pli, number, body), _ -> {});
            statement.execute("DROP TABLE bound_body, bound_index, bound_indicator");
            return outcome;
        }
    }

    private static final class Inserter implements Load.Client {

        private final Connection connection;
        private final PreparedStatement insert;

        Inserter(PliContender pli, int number, byte[] body) throws SQLException, IOException {
            connection = pli.postgres();
            insert = connection.prepareStatement(INSERT);
            insert.setBytes(1, body);
            insert.setLong(2, number);
            insert.setInt(3, body.length);
            insert.setString(4, pli.application().address());
        }

        @Override
        public void once() throws SQLException {
            insert.executeUpdate();
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }
    }
}
