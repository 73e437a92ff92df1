package fr.pli.lps;

import fr.pli.compose.ComposeSettings;
import fr.pli.compose.MessageOpener;
import fr.pli.compose.OpenedMessage;
import fr.pli.mss.MessageSubject;
import jakarta.mail.Address;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;

/** The INBOX of a BAL, open over one connection. For one thread at a time, but for {@link #close()}. */
public final class Inbox implements AutoCloseable {

    private final Store store;
    private final IMAPFolder folder;
    private final ComposeSettings settings;
    private long newestListed;

    private Inbox(Store store, IMAPFolder folder, ComposeSettings settings) throws MessagingException {
        this.store = store;
        this.folder = folder;
        this.settings = settings;
        folder.open(Folder.READ_WRITE);
        newestListed = newest();
    }

    static Inbox open(Store store, ComposeSettings settings) throws MessagingException {
        return new Inbox(store, (IMAPFolder) store.getFolder("INBOX"), settings);
    }

    /**
     * What is in it, oldest first.
     *
     * @throws OperatorUnavailableException if the connection is lost
     * @throws IOException if something else fails
     */
    public List<MessageSummary> list() throws IOException {
        try {
            Message[] messages = folder.getMessages();
            FetchProfile wanted = new FetchProfile();
            wanted.add(FetchProfile.Item.ENVELOPE);
            wanted.add(FetchProfile.Item.FLAGS);
            wanted.add(FetchProfile.Item.SIZE);
            wanted.add(UIDFolder.FetchProfileItem.UID);
            folder.fetch(messages, wanted);
            List<MessageSummary> lines = new ArrayList<>();
            for (Message message : messages) {
                if (!message.isExpunged()) {
                    lines.add(summary(message));
                }
            }
            newestListed = lines.isEmpty() ? newestListed : lines.getLast().uid();
            return lines;
        } catch (MessagingException e) {
            throw Failure.of("INBOX cannot be listed", e);
        }
    }

    /**
     * Fetches a message, opens its archives and checks them. Fetching marks it as seen.
     *
     * @return empty if there is no such message any more
     * @throws OperatorUnavailableException if the connection is lost
     * @throws IOException if the message cannot be read as MIME, or something else fails
     */
    public Optional<OpenedMessage> open(long uid) throws IOException {
        try {
            return folder.getMessageByUID(uid) instanceof MimeMessage mime
                    ? Optional.of(MessageOpener.open(mime, settings))
                    : Optional.empty();
        } catch (MessagingException e) {
            throw Failure.of("message " + uid + " cannot be fetched", e);
        }
    }

    /**
     * The octets of a message. Fetching marks it as seen.
     *
     * @return empty if there is no such message any more
     * @throws OperatorUnavailableException if the connection is lost
     * @throws IOException if something else fails
     */
    public Optional<byte[]> raw(long uid) throws IOException {
        try {
            Message message = folder.getMessageByUID(uid);
            if (message == null) {
                return Optional.empty();
            }
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            message.writeTo(octets);
            return Optional.of(octets.toByteArray());
        } catch (MessagingException e) {
            throw Failure.of("message " + uid + " cannot be fetched", e);
        }
    }

    /**
     * Waits in IDLE (RFC 2177) until there is a message newer than the last one listed, or since INBOX was opened.
     *
     * @return whether there is one; false after {@code patience}
     * @throws OperatorUnavailableException if the connection is lost
     * @throws IOException if INBOX is closed meanwhile, or something else fails
     */
    public boolean awaitNew(Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (newest() <= newestListed) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (!left.isPositive()) {
                    return false;
                }
                IdleWatch watch = IdleWatch.start(folder, left);
                try {
                    folder.idle(true);
                } finally {
                    watch.end();
                }
            }
            return true;
        } catch (MessagingException | IllegalStateException e) {
            throw waitingEnded(e);
        }
    }

    /** Ends the connection, and a wait with it. */
    @Override
    public void close() throws IOException {
        try (store) {
            if (folder.isOpen()) {
                folder.close(false);
            }
        } catch (MessagingException e) {
            throw Failure.of("closing", e);
        }
    }

    /** UID of the last message; 0 if there is none. */
    private long newest() throws MessagingException {
        int count = folder.getMessageCount();
        return count == 0 ? 0 : folder.getUID(folder.getMessage(count));
    }

    private MessageSummary summary(Message message) throws MessagingException {
        Address[] from = message.getFrom();
        InternetAddress author = from != null && from.length > 0 && from[0] instanceof InternetAddress first
                ? first
                : new InternetAddress();
        String address = line(author.getAddress());
        String name = line(author.getPersonal());
        String subject = line(message.getSubject());
        Date received = message.getReceivedDate();
        return new MessageSummary(
                folder.getUID(message),
                address,
                name.isEmpty() ? address : name,
                MessageSubject.find(subject).map(MessageSubject::text).orElse(subject),
                Optional.ofNullable(received).map(Date::toInstant),
                message.getSize(),
                message.isSet(Flags.Flag.SEEN));
    }

    private static IOException waitingEnded(Exception e) {
        return e instanceof MessagingException failed
                ? Failure.of("waiting in IDLE ended", failed)
                : new IOException("INBOX was closed", e);
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
