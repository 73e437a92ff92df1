package fr.pli.store;

import fr.pli.imap.ImapTranscripts;
import fr.pli.imap.mail.MailStore;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The conversations of the IMAP engine, with PostgreSQL behind it. */
class PostgresTranscriptsTest extends ImapTranscripts {

    private static final Actor ADMIN = new Actor("admin", "s1");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static Node node;

    @BeforeAll
    static void open() throws Exception {
        node = new Node(TestPostgres.fresh());
        node.registry().addDomain("medecin.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @Override
    protected MailStore store() {
        return node.mail();
    }

    @Override
    protected MssAddress newBal(long quota) throws Exception {
        MssAddress address = new MssAddress("bal" + COUNT.incrementAndGet(), "medecin.pli.mssante.fr");
        node.registry().create(NewBal.per(address, new IdNatPs("899700000001")).withQuota(quota), ADMIN);
        return address;
    }
}
