package fr.pli.postgres;

import java.nio.file.Path;
import java.sql.DriverManager;

/** A process to be killed: starts a local PostgreSQL in the folder, keeps a letter in it, prints its port and waits. */
final class LocalNode {

    static final String PORT = "listens on ";

    private LocalNode() {}

    public static void main(String[] args) throws Exception {
        LocalPostgres postgres = LocalPostgres.start(Path.of(args[0]), LocalSettings.SMALL);
        Access owner = postgres.owner();
        try (var connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password())) {
            connection.createStatement().execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 'letter' AS it");
        }
        System.out.println(PORT + owner.url().replaceAll("\\D*127\\.0\\.0\\.1:(\\d+)/.*", "$1"));
        System.out.flush();
        Thread.currentThread().join();
    }
}
