package fr.pli.imap;

import fr.pli.imap.mail.Snapshot;
import java.util.Arrays;

/**
 * What a client does not know yet of a mailbox.
 *
 * @param now the mailbox as it is
 * @param removed indexes in the client's view of messages that are gone, ascending
 * @param changed indexes in {@code now} of messages it knows whose flags changed, ascending
 * @param firstNew index in {@code now} of the first message it does not know
 */
@SuppressWarnings("ArrayRecordComponent") // made and read here, compared by nobody
record Changes(Snapshot now, int[] removed, int[] changed, int firstNew) {

    private static final int[] NONE = {};

    /** Nothing happened. */
    static Changes none(Snapshot now) {
        return new Changes(now, NONE, NONE, now.size());
    }

    /**
     * @param view UIDs that the client believes to be there
     * @param known what it was told last
     */
    static Changes between(int[] view, Snapshot known, Snapshot now) {
        int at = now.indexOf(known.uidNext());
        int firstNew = at < 0 ? -at - 1 : at;
        return new Changes(now, removed(view, now), changed(known, now, firstNew), firstNew);
    }

    boolean isEmpty() {
        return removed.length == 0 && changed.length == 0 && firstNew == now.size();
    }

    /** The view with what is new, and what is gone still in it. */
    int[] viewWithRemoved(int[] view) {
        int added = now.size() - firstNew;
        int[] longer = Arrays.copyOf(view, view.length + added);
        System.arraycopy(now.sharedUids(), firstNew, longer, view.length, added);
        return longer;
    }

    private static int[] removed(int[] view, Snapshot now) {
        int[] removed = new int[view.length];
        int count = 0;
        int there = 0;
        for (int i = 0; i < view.length; i++) {
            while (there < now.size() && now.uid(there) < view[i]) {
                there++;
            }
            if (there == now.size() || now.uid(there) != view[i]) {
                removed[count++] = i;
            }
        }
        return Arrays.copyOf(removed, count);
    }

    private static int[] changed(Snapshot known, Snapshot now, int firstNew) {
        int[] changed = new int[firstNew];
        int count = 0;
        for (int i = 0; i < firstNew; i++) {
            if (now.modSeq(i) > known.highestModSeq()) {
                changed[count++] = i;
            }
        }
        return Arrays.copyOf(changed, count);
    }
}
