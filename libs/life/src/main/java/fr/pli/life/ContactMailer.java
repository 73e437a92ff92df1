package fr.pli.life;

import fr.pli.registry.ContactMails;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what holders are told at their addresses outside MSSanté, by the ordinary mail server of the house. These mails hold no health data, so
 * TLS is used where that server offers it, and not demanded.
 */
public final class ContactMailer {

    private static final Logger log = LoggerFactory.getLogger(ContactMailer.class);
    private static final int AT_ONCE = 20;
    private static final String PATIENCE_MS = "20000";

    private final ContactMails mails;
    private final Session session;
    private final String from;

    /** @param from whom answers go to */
    public ContactMailer(ContactMails mails, InetSocketAddress server, String from) {
        this.mails = mails;
        this.from = from;
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", server.getHostString());
        properties.setProperty("mail.smtp.port", String.valueOf(server.getPort()));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE_MS);
        properties.setProperty("mail.smtp.timeout", PATIENCE_MS);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE_MS);
        this.session = Session.getInstance(properties);
    }

    /**
     * Sends what is due.
     *
     * @return how many left
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    public int run() {
        int sent = 0;
        int lost = mails.giveUp();
        if (lost > 0) {
            log.warn("contact mails={} sent=never", lost);
        }
        for (ContactMails.Due due : mails.take(AT_ONCE)) {
            try {
                Transport.send(message(due.mail()));
                mails.sent(due.id());
                sent++;
            } catch (MessagingException e) {
                log.warn("contact mail={} sent=later reason=\"{}\"", due.id(), e.getMessage());
            }
        }
        return sent;
    }

    private Message message(ContactMails.Written mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.body(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }
}
