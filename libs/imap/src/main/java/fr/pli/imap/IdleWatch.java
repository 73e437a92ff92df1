package fr.pli.imap;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an idle client of changes as they come. At most one thread does it, and none when nothing changes. */
final class IdleWatch {

    private static final Logger log = LoggerFactory.getLogger(IdleWatch.class);

    private final ImapSession session;
    private final Responses out;
    private final ReentrantLock counting = new ReentrantLock();
    private boolean working;
    private boolean again;
    private final ReentrantLock telling = new ReentrantLock();
    private boolean begun;
    private boolean ended;

    IdleWatch(ImapSession session, Responses out) {
        this.session = session;
        this.out = out;
    }

    /** The client is told that it idles, before anything else; then what happened already. */
    void begin() throws IOException {
        telling.lock();
        try {
            out.goOn("idling");
            out.flush();
            begun = true;
        } finally {
            telling.unlock();
        }
        changed();
    }

    /** Something happened. Returns at once. */
    void changed() {
        counting.lock();
        try {
            again = true;
            if (!working) {
                working = true;
                Thread.ofVirtual()
                        .name("imap-idle-" + session.connection().id())
                        .start(this::work);
            }
        } finally {
            counting.unlock();
        }
    }

    /** The client idles no longer: what is being told is waited for, and nothing more is. */
    void end() {
        telling.lock();
        try {
            ended = true;
        } finally {
            telling.unlock();
        }
    }

    private void work() {
        try {
            while (takeNext()) {
                tell();
            }
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
    }

    private boolean takeNext() {
        counting.lock();
        try {
            working = again;
            again = false;
            return working;
        } finally {
            counting.unlock();
        }
    }

    private void tell() throws IOException {
        telling.lock();
        try {
            if (begun && !ended) {
                session.tell(true);
                out.flush();
            }
        } finally {
            telling.unlock();
        }
    }
}
