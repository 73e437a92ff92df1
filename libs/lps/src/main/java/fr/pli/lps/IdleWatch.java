package fr.pli.lps;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** Ends an IDLE of another thread when its time is over: any other command on the folder does. */
final class IdleWatch {

    /** A server may close what says nothing for 30 minutes (RFC 2177). */
    private static final Duration LONGEST = Duration.ofMinutes(25);

    private static final Duration AGAIN = Duration.ofMillis(200);

    private final CountDownLatch idleIsOver = new CountDownLatch(1);
    private final Thread thread;

    private IdleWatch(IMAPFolder folder, Duration time) {
        thread = Thread.ofVirtual().start(() -> watch(folder, time));
    }

    static IdleWatch start(IMAPFolder folder, Duration time) {
        return new IdleWatch(folder, time.compareTo(LONGEST) < 0 ? time : LONGEST);
    }

    /** The library ignores a command that comes within the second after the last one, and IDLE may only be about to begin: so again and again. */
    private void watch(IMAPFolder folder, Duration time) {
        try {
            Duration wait = time;
            while (!idleIsOver.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                folder.getMessageCount();
                wait = AGAIN;
            }
        } catch (InterruptedException | MessagingException | IllegalStateException over) {
            // the connection is lost or closed, which the waiting thread sees for itself
        }
    }

    /** The IDLE has ended. */
    void end() throws InterruptedException {
        idleIsOver.countDown();
        thread.join();
    }
}
