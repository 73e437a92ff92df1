package fr.pli.postgres;

import java.util.List;

/**
 * What may be chosen of a {@link LocalPostgres}; what durability and safety need may not.
 *
 * @param port on loopback; 0 takes a free one at each start
 * @param sharedBuffersMb memory for pages, in MB; about a quarter of the machine's
 * @param maxWalMb WAL between two checkpoints, in MB: more means fewer full pages written and a longer recovery
 * @param maxConnections of all nodes together
 */
public record LocalSettings(int port, int sharedBuffersMb, int maxWalMb, int maxConnections) {

    /** For a small machine: 256 MB of pages, 2 GB of WAL, 100 connections, any free port. */
    public static final LocalSettings SMALL = new LocalSettings(0, 256, 2048, 100);

    /** The same on that port. */
    LocalSettings withPort(int other) {
        return new LocalSettings(other, sharedBuffersMb, maxWalMb, maxConnections);
    }

    /** The lines of postgresql.conf, whole. */
    List<String> lines(int freePort) {
        return List.of(
                "# Written by Pli at each start: what is changed here is lost.",
                "listen_addresses = '127.0.0.1'",
                "port = " + freePort,
                "unix_socket_directories = ''",
                "password_encryption = 'scram-sha-256'",
                "max_connections = " + maxConnections,
                "# 250 is said after COMMIT, so COMMIT means on disk.",
                "fsync = on",
                "synchronous_commit = on",
                "full_page_writes = on",
                "wal_sync_method = fdatasync",
                "wal_compression = on",
                "max_wal_size = " + maxWalMb + "MB",
                "checkpoint_timeout = 15min",
                "shared_buffers = " + sharedBuffersMb + "MB",
                "jit = off",
                "# Plans are made once for each connection, and again when the statistics change.",
                "autovacuum_naptime = 10s",
                "# Addresses of patients hold their INS: no parameter and no detail of a row goes to the log.",
                "logging_collector = on",
                "log_filename = 'postgres-%a.log'",
                "log_truncate_on_rotation = on",
                "log_rotation_size = 0",
                "log_file_mode = 0600",
                "log_error_verbosity = terse",
                "log_parameter_max_length = 0",
                "log_parameter_max_length_on_error = 0",
                "timezone = 'UTC'",
                "log_timezone = 'UTC'",
                "datestyle = 'ISO'",
                "lc_messages = 'C'");
    }
}
