package fr.pli.wire;

import java.io.IOException;

/** The client did not send in time. The connection still takes a farewell. */
public final class TimedOutException extends IOException {

    /** @param what what was waited for, in a few words */
    public TimedOutException(String what) {
        super("timed out: " + what);
    }
}
