package fr.pli.store;

import fr.pli.imap.mail.Flags;
import fr.pli.imap.mail.Snapshot;
import java.util.Arrays;

/** Puts a snapshot together, message by message in order of UID. */
final class SnapshotBuilder {

    private int[] uids;
    private Flags[] flags;
    private long[] modSeqs;
    private int size;

    /** @param expected how many there will be */
    SnapshotBuilder(int expected) {
        uids = new int[expected];
        flags = new Flags[expected];
        modSeqs = new long[expected];
    }

    void add(int uid, Flags itsFlags, long modSeq) {
        if (size == uids.length) {
            resize(Math.max(16, size * 2));
        }
        uids[size] = uid;
        flags[size] = itsFlags;
        modSeqs[size] = modSeq;
        size++;
    }

    /** Call it once: the arrays are given away. */
    Snapshot build(long uidValidity, int uidNext, long highestModSeq) {
        if (size < uids.length) {
            resize(size);
        }
        return new Snapshot(uidValidity, uidNext, highestModSeq, uids, flags, modSeqs);
    }

    private void resize(int to) {
        uids = Arrays.copyOf(uids, to);
        flags = Arrays.copyOf(flags, to);
        modSeqs = Arrays.copyOf(modSeqs, to);
    }
}
