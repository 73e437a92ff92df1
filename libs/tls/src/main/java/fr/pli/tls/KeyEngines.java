package fr.pli.tls;

import java.time.Clock;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** What makes the engines of a listener with one key: both libraries, the ticket keys and the OCSP answer of the time. */
final class KeyEngines implements AutoCloseable {

    private final KeyMaterial material;
    private final JdkEngines jdk;
    private final @Nullable BoringEngines boring;
    private final Stapler stapler;
    private final TicketKeys tickets;
    private final String kind;
    private final Clock clock;
    private long ticketPeriod;

    /** @throws TlsConfigurationException if the key, its certificate or a setting is not fit */
    KeyEngines(TlsSettings settings, TicketKeys tickets, HttpCall network, Clock clock) {
        this.tickets = tickets;
        this.clock = clock;
        kind = settings.prefix() + " " + settings.clientCertificate();
        material = KeyMaterial.load(settings.key(), settings.prefix(), clock.instant());
        stapler = new Stapler(material.chain(), network, clock);
        jdk = new JdkEngines(settings, material);
        boring = BoringEngines.of(settings, material, kind).orElse(null);
        rotate(clock.instant());
    }

    SSLEngine newEngine(boolean forJdk) {
        return boring == null || forJdk ? jdk.newEngine() : boring.newEngine(stapler.current());
    }

    boolean isNative() {
        return boring != null;
    }

    int nativeInUse() {
        return boring == null ? 0 : boring.inUse();
    }

    boolean isStapled() {
        return stapler.current().isPresent();
    }

    Instant expires() {
        return material.leaf().getNotAfter().toInstant();
    }

    /** Sees to the ticket keys and the OCSP answer. */
    void tick() {
        rotate(clock.instant());
        stapler.tick();
    }

    private void rotate(Instant now) {
        long period = TicketKeys.period(now);
        if (boring != null && period != ticketPeriod) {
            boring.use(tickets.at(now, kind));
            ticketPeriod = period;
        }
    }

    /** Gives native memory back once the engines in use are done. */
    @Override
    public void close() {
        if (boring != null) {
            boring.close();
        }
    }
}
