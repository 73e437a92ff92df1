package fr.pli.existing;

import fr.pli.imap.mail.MailElsewhere;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * An IMAP server that the operator had before, and that keeps the mail of some domains (MSS 10.9, SEED-03): TLS from the first octet, and a
 * master user who may act on every BAL by AUTHENTICATE PLAIN (RFC 4616). Decision: docs/decisions/1301.
 *
 * @param server its certificate must bear the name
 * @param master the master user
 * @param secret reads his password, each time
 * @param patience for the connection and for each answer until the BAL is open
 */
public record ExistingImap(
        InetSocketAddress server, SSLSocketFactory tls, String master, Supplier<String> secret, Duration patience)
        implements MailElsewhere {

    /**
     * Opens a BAL as the master user.
     *
     * @throws StoreUnavailableException if the server is out of reach or does not let him
     */
    @Override
    public MailElsewhere.Session open(MssAddress bal) {
        ExistingSession session = connect();
        try {
            if (session.login(bal.toString(), master, secret.get())) {
                return session;
            }
            throw new IOException("it does not open " + bal + " for its master user");
        } catch (IOException e) {
            session.close();
            throw unavailable(e);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /**
     * Whether this password opens the BAL there.
     *
     * @throws StoreUnavailableException if the server is out of reach or does not tell
     */
    public boolean accepts(MssAddress bal, String password) {
        try (ExistingSession session = connect()) {
            return session.login("", bal.toString(), password);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private ExistingSession connect() {
        try {
            return ExistingSession.open(server, tls, patience);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static StoreUnavailableException unavailable(IOException e) {
        return new StoreUnavailableException("the existing server: " + e.getMessage(), e);
    }
}
