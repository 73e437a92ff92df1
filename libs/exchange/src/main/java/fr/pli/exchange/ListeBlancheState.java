package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;
import java.time.Instant;
import java.util.Optional;

/**
 * How the liste blanche stands.
 *
 * @param list in force; empty if there never was one: nothing is exchanged then
 * @param digest SHA-256 of its octets, in hexadecimal; empty without a list
 * @param checked when the source last gave a good copy; the start of this process if it has not yet
 * @param failure why the last fetch changed nothing; empty if it was good; {@code doubtful} where the copy in force lacks too much
 * @param alarm whether somebody should look: the last copy was not believed, or none was had for too long
 */
public record ListeBlancheState(
        Optional<ListeBlanche> list, String digest, Instant checked, String failure, boolean alarm) {}
