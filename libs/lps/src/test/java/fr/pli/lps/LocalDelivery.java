package fr.pli.lps;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.MailStore;
import fr.pli.imap.mail.MailboxException;
import fr.pli.imap.mail.MailboxName;
import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.smtp.SmtpReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what is submitted into the INBOX of each recipient; knows nobody called {@code inconnu}, and cannot tell now of {@code plus-tard}.
 *
 * @param envelopes learns the parameters of each MAIL and RCPT
 */
record LocalDelivery(MailStore store, Path folder, List<String> envelopes) implements Reception {

    @Override
    public long maxSize() {
        return 25_000_000;
    }

    @Override
    public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters) {
        envelopes.add("MAIL RET=" + parameters.ret().orElse("-"));
        return new Message();
    }

    /** Puts octets into an INBOX as they are. */
    void deliver(MssAddress recipient, byte[] message) throws IOException {
        ContentWriter writer = new ContentWriter(new Spool(folder));
        writer.write(message);
        try (Content content = writer.finish()) {
            store.account(recipient).append(new MailboxName("INBOX"), Flags.NONE, Instant.now(), content);
        } catch (MailboxException e) {
            throw new IOException(e);
        }
    }

    private final class Message implements Incoming {

        private final List<MssAddress> recipients = new ArrayList<>();
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        @Override
        public void rcptTo(MssAddress to, RcptParameters parameters) throws SmtpRefusal {
            envelopes.add("RCPT NOTIFY=" + parameters.notifyOn().orElse("-"));
            switch (to.local()) {
                case "inconnu" ->
                    throw new SmtpRefusal(new SmtpReply(550, "5.1.1", "BAL inconnue"), "recipient-unknown");
                case "plus-tard" -> throw new SmtpRefusal(new SmtpReply(451, "4.3.0", "Plus tard"), "registry-out");
                default -> recipients.add(to);
            }
        }

        @Override
        public OutputStream body() {
            return octets;
        }

        @Override
        public String commit() throws IOException {
            for (MssAddress recipient : recipients) {
                deliver(recipient, octets.toByteArray());
            }
            return "taken";
        }

        @Override
        public void close() {
            recipients.clear();
        }
    }
}
