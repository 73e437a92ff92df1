package fr.pli.compose;

import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import java.util.List;

/**
 * From whom a message is.
 *
 * @param name what the reader sees instead of the address (ECO.2.2.7)
 * @param replyTo where answers go if not back; a BAL APP must name one, for no person reads it (ECO.2.2.5)
 */
public record Sender(MssAddress address, DisplayName name, List<MssAddress> replyTo) {

    public Sender {
        replyTo = List.copyOf(replyTo);
    }

    /** Answers come back to the sender. */
    public static Sender of(MssAddress address, DisplayName name) {
        return new Sender(address, name, List.of());
    }
}
