package fr.pli.imap;

import fr.pli.wire.Spool;

/** A message that has come in whole, not stored yet: its octets, and what was learnt as they passed. */
public record Content(Spool spool, MessageIndex index) implements AutoCloseable {

    @Override
    public void close() {
        spool.close();
    }
}
