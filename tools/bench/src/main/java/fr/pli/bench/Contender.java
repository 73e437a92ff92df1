package fr.pli.bench;

import java.io.IOException;
import java.util.List;

/** A running mail system that is measured, with its accounts. All of them are given the same addresses, tokens and certificates. */
interface Contender extends AutoCloseable {

    /** As the table shows it. */
    String name();

    /** Where it answers, on loopback. */
    int port(Service service);

    /** Who has a BAL there. */
    List<Account> accounts();

    /** What its processes have used so far, all together. */
    Usage usage();

    @Override
    void close() throws IOException;

    /** Doors for persons, inside TLS. */
    enum Service {
        IMAPS,
        SUBMISSIONS
    }

    /** A BAL and a token that opens it. */
    record Account(String address, String token) {}

    /**
     * What a group of processes uses.
     *
     * @param cpuNanos processor time so far
     * @param residentBytes memory now, shared pages counted once
     */
    record Usage(long cpuNanos, long residentBytes) {}
}
