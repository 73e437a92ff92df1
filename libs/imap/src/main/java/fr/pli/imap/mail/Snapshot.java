package fr.pli.imap.mail;

import java.util.Arrays;

/**
 * The messages of a mailbox at one moment: UIDs ascending, with flags and mod-sequences. Immutable and shared by all sessions of a node; a
 * message's sequence number in it is its index plus 1.
 */
public final class Snapshot {

    private final long uidValidity;
    private final int uidNext;
    private final long highestModSeq;
    private final int[] uids;
    private final Flags[] flags;
    private final long[] modSeqs;

    /** The arrays are taken over, not copied: give them away. */
    public Snapshot(long uidValidity, int uidNext, long highestModSeq, int[] uids, Flags[] flags, long[] modSeqs) {
        this.uidValidity = uidValidity;
        this.uidNext = uidNext;
        this.highestModSeq = highestModSeq;
        this.uids = uids;
        this.flags = flags;
        this.modSeqs = modSeqs;
    }

    /** Unsigned 32 bits, never 0. */
    public long uidValidity() {
        return uidValidity;
    }

    /** Above every UID that was ever given here. */
    public int uidNext() {
        return uidNext;
    }

    /** At least 1, also in an empty mailbox; at least the mod-sequence of every change so far, removals included. */
    public long highestModSeq() {
        return highestModSeq;
    }

    /** How many messages. */
    public int size() {
        return uids.length;
    }

    /** @param index from 0 */
    public int uid(int index) {
        return uids[index];
    }

    /** @param index from 0 */
    public Flags flags(int index) {
        return flags[index];
    }

    /** @param index from 0 */
    public long modSeq(int index) {
        return modSeqs[index];
    }

    /** Index of the message with that UID, or as {@link Arrays#binarySearch(int[], int)} does the place where it would be. */
    public int indexOf(int uid) {
        return Arrays.binarySearch(uids, uid);
    }

    /** The UIDs from one index to before another. */
    public int[] uids(int from, int to) {
        return Arrays.copyOfRange(uids, from, to);
    }

    /** All UIDs, for reading only: the array itself, which every session shares. */
    public int[] sharedUids() {
        return uids;
    }
}
