package fr.pli.faults;

import java.util.ArrayList;
import java.util.List;

/** What an audit found wrong. */
final class Findings {

    private final List<String> all = new ArrayList<>();
    private int lost;
    private int duplicated;

    /** An acknowledged message is not there, or not whole. */
    void lost(String what) {
        lost++;
        all.add("lost: " + what);
    }

    /** A message is there more often than it was sent. */
    void duplicated(String what) {
        duplicated++;
        all.add("duplicated: " + what);
    }

    /** Anything else that must not be. */
    void wrong(String what) {
        all.add(what);
    }

    int lost() {
        return lost;
    }

    int duplicated() {
        return duplicated;
    }

    /** All of it; nothing if all is well. */
    List<String> all() {
        return List.copyOf(all);
    }
}
