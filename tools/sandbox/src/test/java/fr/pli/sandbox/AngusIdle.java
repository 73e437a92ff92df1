package fr.pli.sandbox;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** Angus Mail with an INBOX open, waiting in IDLE (RFC 2177) until it is told of one change. */
final class AngusIdle implements AutoCloseable {

    private static final Pattern IDLING = Pattern.compile(" IDLE\\R\\+ ");
    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<Message> told = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream conversation = new ByteArrayOutputStream();
    private final FutureTask<Boolean> idle;
    private final Store store;

    AngusIdle(int imaps, SSLContext tls, String bal, String token) throws MessagingException {
        Properties keys = new Properties();
        keys.put("mail.imaps.ssl.socketFactory", tls.getSocketFactory());
        keys.put("mail.imaps.auth.mechanisms", "XOAUTH2");
        Session session = Session.getInstance(keys);
        session.setDebug(true);
        session.setDebugOut(new PrintStream(conversation, true, StandardCharsets.UTF_8));
        store = session.getStore("imaps");
        store.connect(Sandbox.HOST, imaps, bal, token);
        IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
        inbox.open(Folder.READ_ONLY);
        inbox.addMessageCountListener(new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
                told.addAll(List.of(event.getMessages()));
            }
        });
        idle = new FutureTask<>(() -> {
            inbox.idle(true);
            return true;
        });
        Thread.ofVirtual().start(idle);
    }

    /** Whether the server has let it wait. */
    boolean isWaiting() {
        return IDLING.matcher(conversation.toString(StandardCharsets.UTF_8)).find();
    }

    /** Subject of the first message that it is told of. */
    String subject() throws Exception {
        idle.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Message message = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError(conversation.toString(StandardCharsets.UTF_8));
        }
        return message.getSubject();
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }
}
