package fr.pli.imap;

import fr.pli.imap.mail.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** The messages that this session, and no other, was told of as new (RFC 3501 section 2.3.2). */
final class Recent {

    /** UIDs from one to before the other. */
    private record Claim(int from, int to) {
        boolean holds(int uid) {
            return uid >= from && uid < to;
        }
    }

    private final List<Claim> claims = new ArrayList<>();

    void add(int from, int to) {
        if (from >= to) {
            return;
        }
        if (!claims.isEmpty() && claims.getLast().to() == from) {
            claims.add(new Claim(claims.removeLast().from(), to));
        } else {
            claims.add(new Claim(from, to));
        }
    }

    boolean holds(int uid) {
        int low = 0;
        int high = claims.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (claims.get(middle).to() <= uid) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < claims.size() && claims.get(low).holds(uid);
    }

    int count(Snapshot snapshot) {
        int count = 0;
        for (Claim claim : claims) {
            count += place(snapshot, claim.to()) - place(snapshot, claim.from());
        }
        return count;
    }

    private static int place(Snapshot snapshot, int uid) {
        int index = snapshot.indexOf(uid);
        return index < 0 ? -index - 1 : index;
    }
}
