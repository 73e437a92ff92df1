package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;

/** Is told what becomes of fetches of the liste blanche. */
public interface ListeBlancheListener {

    /** A new copy is in force. */
    default void taken(ListeBlanche list, ListeBlanche.Change change) {}

    /** The copy in force stays. {@code reason} is one word: {@code unreachable}, {@code unreadable}, {@code older}, {@code future}, {@code shrunk}, {@code disk}. */
    default void refused(String reason) {}
}
