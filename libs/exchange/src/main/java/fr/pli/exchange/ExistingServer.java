package fr.pli.exchange;

import fr.pli.smtp.RelaySettings;
import fr.pli.store.KeptElsewhere;
import java.net.InetSocketAddress;

/**
 * The SMTP server of a mail system that the operator has already (MSS 10.9, SEED-03). It takes what goes to the BAL of its domains and what
 * they send.
 *
 * @param relay how it is talked to; the name in its certificate is checked by the handshake
 */
public record ExistingServer(KeptElsewhere kept, Routes.Host host, RelaySettings relay) {

    /** Where it is, as this machine resolves it: it is in no public DNS. */
    InetSocketAddress address() {
        return new InetSocketAddress(host.name(), host.port());
    }
}
