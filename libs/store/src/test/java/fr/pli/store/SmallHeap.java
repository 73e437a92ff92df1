package fr.pli.store;

import fr.pli.imap.mail.Account;
import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mss.MssAddress;
import fr.pli.postgres.Access;
import fr.pli.postgres.Database;
import fr.pli.postgres.Pool;
import fr.pli.registry.Registry;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process with a small heap: stores and reads large messages at the same time. Arguments: URL, user, password, BAL, octets, clients. */
final class SmallHeap {

    private SmallHeap() {}

    public static void main(String[] args) throws Exception {
        Access access = new Access(args[0], args[1], args[2]);
        try (Database database = Database.open(access, access, Pool.STANDARD);
                Watches watches = new Watches(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Account account =
                    new PostgresMailStore(database, new Registry(database), watches).account(MssAddress.parse(args[3]));
            List<Future<Long>> clients = new ArrayList<>();
            for (int i = 0; i < Integer.parseInt(args[5]); i++) {
                clients.add(threads.submit(() -> storeAndRead(account, Integer.parseInt(args[4]))));
            }
            long read = 0;
            for (Future<Long> client : clients) {
                read += client.get();
            }
            System.out.println("read " + read);
        }
    }

    private static long storeAndRead(Account account, int octets) throws Exception {
        try (Content content = Letters.sized(octets)) {
            int uid = account.append(MailboxName.INBOX, Flags.NONE, Instant.EPOCH, content)
                    .uid();
            return account.open(MailboxName.INBOX).copyBody(uid, 0, Long.MAX_VALUE, OutputStream.nullOutputStream());
        }
    }
}
