package fr.pli.lps;

import fr.pli.compose.ComposeSettings;
import fr.pli.compose.MessageOpener;
import fr.pli.compose.MessageSize;
import fr.pli.compose.MessageTooLargeException;
import fr.pli.compose.OpenedMessage;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;

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
            @SuppressWarnings("unchecked") // what InboxCommands returns
            List<MessageSummary> lines = (List<MessageSummary>) folder.doCommand(InboxCommands::list);
            newestListed = lines.isEmpty() ? newestListed : lines.getLast().uid();
            return lines;
        } catch (MessagingException e) {
            throw Failure.of(Trouble.Step.LIST, "", e);
        }
    }

    /**
     * Fetches a message, opens its archives and checks them. Fetching marks it as seen.
     *
     * @return empty if there is no such message any more
     * @throws OperatorUnavailableException if the connection is lost
     * @throws MessageTooLargeException if it has more octets than {@link MessageSize#MOST}; then it is not fetched
     * @throws IOException if something else fails
     */
    public Optional<OpenedMessage> open(long uid) throws IOException {
        return raw(uid).map(octets -> MessageOpener.open(octets, settings));
    }

    /**
     * The octets of a message. Fetching marks it as seen.
     *
     * @return empty if there is no such message any more
     * @throws MessageTooLargeException if it has more octets than {@link MessageSize#MOST}; then it is not fetched
     * @throws OperatorUnavailableException if the connection is lost
     * @throws IOException if something else fails
     */
    public Optional<byte[]> raw(long uid) throws IOException {
        try {
            long size = (Long) folder.doCommand(protocol -> InboxCommands.size(protocol, uid));
            if (size > MessageSize.MOST) {
                throw new MessageTooLargeException();
            }
            return size == InboxCommands.GONE
                    ? Optional.empty()
                    : Optional.of((byte[]) folder.doCommand(protocol -> InboxCommands.octets(protocol, uid)));
        } catch (MessagingException e) {
            throw Failure.of(Trouble.Step.FETCH, Long.toString(uid), e);
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
            throw Failure.of(Trouble.Step.CLOSE, "", e);
        }
    }

    /** UID of the last message; 0 if there is none. */
    private long newest() throws MessagingException {
        int count = folder.getMessageCount();
        return count == 0 ? 0 : folder.getUID(folder.getMessage(count));
    }

    private static IOException waitingEnded(Exception e) {
        return e instanceof MessagingException failed
                ? Failure.of(Trouble.Step.WAIT, "", failed)
                : new IOException("INBOX was closed", e);
    }
}
