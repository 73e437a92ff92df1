package fr.pli.store;

import fr.pli.imap.MailStoreContract;
import fr.pli.imap.mail.MailStore;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Actor;
import fr.pli.registry.NewBal;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, on two nodes in turn over one database. */
class PostgresMailStoreTest extends MailStoreContract {

    private static final Actor ADMIN = new Actor("admin", "s1");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static Node first;
    private static Node second;

    @BeforeAll
    static void open() throws Exception {
        TestPostgres postgres = TestPostgres.fresh();
        first = new Node(postgres);
        second = new Node(postgres);
        first.registry().addDomain("ch-a.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
    }

    @Override
    protected MailStore store() {
        return COUNT.incrementAndGet() % 2 == 0 ? first.mail() : second.mail();
    }

    @Override
    protected MssAddress newBal(long quota) throws Exception {
        MssAddress address = new MssAddress("bal" + COUNT.incrementAndGet(), "ch-a.pli.mssante.fr");
        first.registry().create(NewBal.per(address, new IdNatPs("899700000001")).withQuota(quota), ADMIN);
        return address;
    }
}
