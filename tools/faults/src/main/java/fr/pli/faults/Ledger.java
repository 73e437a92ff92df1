package fr.pli.faults;

import fr.pli.faults.Letter.Copy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What the clients did, what they were answered, and what they must never have seen. Safe from any thread. */
final class Ledger {

    /** A UID as clients know it (RFC 9051 section 2.3.1.1). */
    record Place(String bal, long uidValidity, long uid) {}

    private final Map<String, Letter> letters = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Copy> expungeAsked = ConcurrentHashMap.newKeySet();
    private final Set<Copy> expunged = ConcurrentHashMap.newKeySet();
    private final Set<Copy> flagged = ConcurrentHashMap.newKeySet();
    private final Map<Place, String> places = new ConcurrentHashMap<>();
    private final AtomicInteger excuses = new AtomicInteger();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** A message is about to be handed over. */
    void sends(Letter letter) {
        letters.put(letter.id(), letter);
    }

    /** It was answered 250, or OK. */
    void acknowledged(Letter letter) {
        acknowledged.add(letter.id());
    }

    /** Its removal is about to be asked for. */
    void asksToExpunge(Copy copy) {
        expungeAsked.add(copy);
    }

    /** Its removal was answered OK. */
    void expunged(Copy copy) {
        expunged.add(copy);
    }

    /** A flag on it was answered OK. */
    void flagged(Copy copy) {
        flagged.add(copy);
    }

    /** A message was seen under this UID; another one there before is a complaint (UIDs are never reused). */
    void seen(Place place, String letter) {
        String before = places.putIfAbsent(place, letter);
        if (before != null && !before.equals(letter)) {
            complain("UID reused: " + place + " was " + before + " and is " + letter);
        }
    }

    /** A client was told to try again, or lost its connection. */
    void excuse() {
        excuses.incrementAndGet();
    }

    /** A client met what no fault excuses. */
    void complain(String what) {
        complaints.add(what);
    }

    Optional<Letter> letter(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    List<Letter> letters() {
        return List.copyOf(letters.values());
    }

    boolean isAcknowledged(Letter letter) {
        return acknowledged.contains(letter.id());
    }

    int acknowledgements() {
        return acknowledged.size();
    }

    int excuses() {
        return excuses.get();
    }

    boolean mayBeExpunged(Copy copy) {
        return expungeAsked.contains(copy);
    }

    boolean isExpunged(Copy copy) {
        return expunged.contains(copy);
    }

    boolean isFlagged(Copy copy) {
        return flagged.contains(copy);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }
}
