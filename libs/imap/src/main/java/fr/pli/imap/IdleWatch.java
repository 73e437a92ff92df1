package fr.pli.imap;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an idle client of changes as they come. At most one thread does it, and none when nothing changes. */
final class IdleWatch {

    private static final Logger log = LoggerFactory.getLogger(IdleWatch.class);

    private final ImapSession session;
    private final Responses out;
    private final OneAtATime telling;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean begun;
    private boolean ended;

    IdleWatch(ImapSession session, Responses out) {
        this.session = session;
        this.out = out;
        telling = new OneAtATime("imap-idle-" + session.id(), this::work);
    }

    /** The client is told that it idles, before anything else; then what happened already. */
    void begin() throws IOException {
        lock.lock();
        try {
            out.goOn("idling");
            out.flush();
            begun = true;
        } finally {
            lock.unlock();
        }
        changed();
    }

    /** Something happened. Returns at once. */
    void changed() {
        telling.ask();
    }

    /** The client idles no longer: what is being told is waited for, and nothing more is. */
    void end() {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
    }

    private Duration work() {
        try {
            tell();
        } catch (SessionOverException _) {
            log.debug(
                    "over while idle session={}",
                    session.connection().id()); // whoever waits for DONE is woken, and says goodbye
        } catch (IOException e) {
            log.debug(
                    "gone while idle session={} reason=\"{}\"",
                    session.connection().id(),
                    e.toString());
            session.connection().close();
        } catch (RuntimeException e) {
            log.error("failed session={} command=IDLE", session.connection().id(), e);
            session.connection().close();
        }
        return Duration.ZERO;
    }

    private void tell() throws IOException {
        lock.lock();
        try {
            if (begun && !ended) {
                session.tell(true);
                out.flush();
            }
        } finally {
            lock.unlock();
        }
    }
}
