package fr.pli.lps;

import fr.pli.compose.ComposeSettings;
import fr.pli.compose.ComposedMessage;
import fr.pli.mss.MssAddress;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.ClientTls;
import fr.pli.tls.ServerTrust;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import java.io.IOException;
import java.time.Clock;

/**
 * One BAL at its operator, over the API LPS. It holds no connection and no token itself: each call opens what it needs, so a failure of
 * one account never touches another (ECO.1.2.3). Safe from any thread.
 */
public final class LpsConnection {

    private final MssAddress mailbox;
    private final MailSession session;
    private final ComposeSettings settings;

    /**
     * Connects to nothing yet.
     *
     * @param igc judges the operator's certificate (ECO.1.1.4 to 1.1.7, 1.1.10); one for all accounts
     * @param settings how what comes is judged
     * @throws fr.pli.tls.TlsConfigurationException if the certificate of an application cannot be read or is not valid now
     */
    public LpsConnection(Operator operator, MailAccount account, CertificateCheck igc, ComposeSettings settings) {
        ServerTrust trust = new ServerTrust.IgcSante(igc);
        this.mailbox = account.mailbox();
        this.session = new MailSession(
                operator,
                account,
                switch (account.login()) {
                    case Login.Person _ -> ClientTls.context(trust);
                    case Login.Application(var certificate) ->
                        ClientTls.context(trust, "lps", certificate, Clock.systemUTC());
                });
        this.settings = settings;
    }

    /** The BAL. */
    public MssAddress mailbox() {
        return mailbox;
    }

    /**
     * Sends to all recipients or to none. When it returns the operator has taken the message for good.
     *
     * @throws MessageRefusedException if the operator refuses the message or a recipient
     * @throws LoginRefusedException if it does not let the account in
     * @throws OperatorUnavailableException if it cannot be reached or cannot tell for now
     * @throws OperatorNotTrustedException if it is not the operator
     * @throws IOException if something else fails
     */
    public void send(ComposedMessage message) throws IOException {
        Transport transport = session.transport(message.receipts());
        try {
            transport.sendMessage(message.mime(), message.mime().getAllRecipients());
        } catch (SendFailedException e) {
            throw Failure.ofSending(e);
        } catch (MessagingException e) {
            throw Failure.of(Trouble.Step.SEND, "", e);
        } finally {
            session.close(transport);
        }
    }

    /**
     * Opens INBOX for reading.
     *
     * @throws LoginRefusedException if the operator does not let the account in
     * @throws OperatorUnavailableException if it cannot be reached or cannot tell for now
     * @throws OperatorNotTrustedException if it is not the operator
     * @throws IOException if something else fails
     */
    public Inbox inbox() throws IOException {
        Store store = session.store();
        try {
            return Inbox.open(store, settings);
        } catch (MessagingException e) {
            session.close(store);
            throw Failure.of(Trouble.Step.OPEN_INBOX, "", e);
        }
    }
}
