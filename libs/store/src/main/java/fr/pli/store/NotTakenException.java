package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.util.List;

/** A message was not taken, for nobody, because of some of its recipients. Try without them. */
public final class NotTakenException extends Exception {

    private final List<MssAddress> full;
    private final List<MssAddress> gone;

    NotTakenException(List<MssAddress> full, List<MssAddress> gone) {
        super(full.size() + " recipients over quota, " + gone.size() + " deleted");
        this.full = List.copyOf(full);
        this.gone = List.copyOf(gone);
    }

    /** Their quota is used up: {@code 452 4.2.2}. */
    public List<MssAddress> full() {
        return full;
    }

    /** Their BAL was deleted a moment ago: {@code 550 5.1.1}. */
    public List<MssAddress> gone() {
        return gone;
    }
}
