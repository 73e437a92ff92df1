package fr.pli.bench;

import fr.pli.igc.Credential;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A running mail system that is measured, with its accounts. All of them are given the same addresses, tokens and certificates. */
interface Contender extends AutoCloseable {

    /** As the table shows it. */
    String name();

    /** Where it answers, on loopback. */
    int port(Service service);

    /** The same with the address. */
    default InetSocketAddress address(Service service) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port(service));
    }

    /** The BAL that an application opens by its certificate; there is no token. */
    Account application();

    /** That certificate. */
    Credential certificate();

    /** Who has a BAL there. */
    List<Account> accounts();

    /** Forgets what it remembers of mailboxes that nobody has selected yet, as after a copy of its data to another machine. */
    void forget(Account account) throws IOException;

    /** What its processes have used so far, all together. */
    Usage usage();

    @Override
    void close() throws IOException;

    /** Listeners, all inside TLS: for persons, and for applications that show a certificate. */
    enum Service {
        IMAPS,
        SUBMISSIONS,
        APPLICATION_IMAPS
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
