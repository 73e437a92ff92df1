package fr.pli.imap;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Does something when asked to, on a virtual thread that lives while there is something to do. Whatever is asked meanwhile is done once more, together. */
final class OneAtATime {

    /** What is done. It throws nothing. */
    interface Task {

        /** @return how long to wait at least before it is done again */
        Duration run();
    }

    private final String name;
    private final Task task;
    private final ReentrantLock counting = new ReentrantLock();
    private boolean working;
    private boolean again;

    /** @param name of the thread */
    OneAtATime(String name, Task task) {
        this.name = name;
        this.task = task;
    }

    /** Returns at once. */
    void ask() {
        counting.lock();
        try {
            again = true;
            if (!working) {
                working = true;
                Thread.ofVirtual().name(name).start(this::work);
            }
        } finally {
            counting.unlock();
        }
    }

    private void work() {
        while (takeNext()) {
            try {
                Thread.sleep(task.run());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // nobody does; what is asked is done all the same
            }
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
}
