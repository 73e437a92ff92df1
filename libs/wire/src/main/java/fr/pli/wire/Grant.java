package fr.pli.wire;

/**
 * What a log-in has opened, for as long as its session lasts. It is asked again before each command and told while the client is silent: who may no
 * longer do something stops doing it. The operator implements it. Safe from any thread.
 */
public interface Grant {

    /** Holds for ever, to do all. */
    Grant LASTING = new Grant() {
        @Override
        public GrantState state() {
            return new GrantState.Holds(MailAccess.CHANGE);
        }

        @Override
        public Watch watch(Runnable ended) {
            return () -> {};
        }
    };

    /** How it stands, a second old at most. Asked before each command: it must cost next to nothing and never throw. */
    GrantState state();

    /** Calls {@code ended} once, from any thread, within a second after it has ended. {@code ended} returns at once. */
    Watch watch(Runnable ended);

    /** Ends a watch. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
