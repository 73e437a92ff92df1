package fr.pli.imap;

import fr.pli.imap.mail.ImapSettings;
import fr.pli.imap.mail.MailStore;
import fr.pli.wire.Connection;
import fr.pli.wire.Protocol;
import fr.pli.wire.SaslPolicy;
import java.io.IOException;
import java.nio.file.Path;

/**
 * IMAP4rev1 and IMAP4rev2 on the connections of a listener (SEED-01, ECO.1.0.2). Clients authenticate with the given mechanisms inside
 * TLS; there is no LOGIN.
 */
public final class ImapProtocol implements Protocol {

    private final ImapSettings settings;
    private final MailStore store;
    private final SaslPolicy sasl;
    private final Path spool;
    private final ImapEvents events;
    private final Commands commands = new Commands();

    /**
     * @param sasl how clients authenticate
     * @param spool folder where large messages wait for their commit; private to the process
     */
    public ImapProtocol(ImapSettings settings, MailStore store, SaslPolicy sasl, Path spool, ImapEvents events) {
        this.settings = settings;
        this.store = store;
        this.sasl = sasl;
        this.spool = spool;
        this.events = events;
    }

    @Override
    public void converse(Connection connection) throws IOException {
        new ImapSession(this, connection).converse();
    }

    @Override
    public String busy() {
        return "* BYE [UNAVAILABLE] Trop de connexions, revenez plus tard / Too many connections, come again later";
    }

    ImapSettings settings() {
        return settings;
    }

    MailStore store() {
        return store;
    }

    SaslPolicy sasl() {
        return sasl;
    }

    Path spool() {
        return spool;
    }

    ImapEvents events() {
        return events;
    }

    Commands commands() {
        return commands;
    }
}
