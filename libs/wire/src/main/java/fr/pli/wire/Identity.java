package fr.pli.wire;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;

/** Who was proven. It says nothing about the BAL that he acts on: that is a second identity, never derived from this one. */
public sealed interface Identity {

    /** A person, known by a PSC access token. */
    record Professional(IdNatPs id) implements Identity {}

    /** An application of a structure, known by a certificate; {@code subject} is its DN as written. */
    record Structure(IdNatStruct id, String subject) implements Identity {}

    /** Whoever knows the password of a BAL, nobody by name: only at listeners of the time of transition (SEED-04). */
    record Holder(MssAddress bal) implements Identity {}

    /** What a log line or an audit row shows. */
    default String shown() {
        return switch (this) {
            case Professional p -> p.id().value();
            case Structure s -> s.id().value();
            case Holder h -> "holder of " + h.bal();
        };
    }
}
