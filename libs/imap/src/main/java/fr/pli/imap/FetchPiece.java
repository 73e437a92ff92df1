package fr.pli.imap;

import fr.pli.mime.SectionData;
import java.util.Optional;

/** The answer to one item of FETCH for one message, ready to be written. */
sealed interface FetchPiece {

    /** Name and value. */
    record Text(String text) implements FetchPiece {}

    /**
     * Name and octets.
     *
     * @param mark {@code ~} where they may hold NUL, else empty
     * @param data empty for a part that the message does not have: NIL
     */
    record Octets(String label, String mark, Optional<SectionData> data) implements FetchPiece {}
}
