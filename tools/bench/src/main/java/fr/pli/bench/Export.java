package fr.pli.bench;

import fr.pli.sandbox.OperatorClient;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The indicators file of a month with so many rows, over the REST API to its last line. The rows are put there once, by SQL. */
record Export(String name, int rows, Target target) implements Cell {

    private static final int BUFFER = 64 * 1024;

    @Override
    public boolean suits(Contender contender) {
        return contender instanceof PliContender;
    }

    @Override
    public Outcome run(Contender contender, Duration duration) throws Exception {
        PliContender pli = (PliContender) contender;
        fill(pli);
        Span span = Span.start(pli);
        long began = System.nanoTime();
        long lines = lines(pli);
        long took = System.nanoTime() - began;
        if (lines != rows + 1) {
            throw new IOException(lines + " lines where there are " + rows + " rows");
        }
        return span.end(rows, new long[] {took});
    }

    private void fill(PliContender pli) throws IOException, SQLException {
        try (Connection postgres = pli.postgres();
                Statement statement = postgres.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS indicator_2020_01 PARTITION OF indicator"
                    + " FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')");
            statement.execute("""
                    INSERT INTO indicator (mail_id, recipient_no, accepted_at, sender, recipient, size, ins, codes, nil)
                    SELECT g, 1, '2020-01-05'::timestamptz + g * interval '0.2 seconds', 'marie.martin' || g %% 1000 || '@ch-a.mssante.fr',
                           'paul.durand' || g %% 997 || '@ch-b.mssante.fr', 20000 + g %% 100000, 'O', '{11502-2}', 'GIE/pli/1.0'
                    FROM generate_series(1, %d) AS g
                    WHERE NOT EXISTS (SELECT FROM indicator_2020_01)
                    """.formatted(rows));
            statement.execute("CHECKPOINT");
        }
    }

    private static long lines(PliContender pli) throws IOException, InterruptedException {
        byte[] some = new byte[BUFFER];
        long lines = 0;
        try (OperatorClient api = pli.api();
                InputStream in = api.download("/api/v1/indicators/messages/2020-01")) {
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                for (int i = 0; i < count; i++) {
                    lines += some[i] == '\n' ? 1 : 0;
                }
            }
        }
        return lines;
    }
}
