package fr.pli.tls;

import java.util.Optional;
import java.util.stream.Stream;

/** The elliptic curves that a listener can be given, by their names in the configuration (RFC 8446 section 4.2.7). */
enum NamedGroup {
    SECP256R1(0x0017),
    SECP384R1(0x0018),
    SECP521R1(0x0019),
    X25519(0x001D);

    private final int code;

    NamedGroup(int code) {
        this.code = code;
    }

    /** Its code point. */
    int code() {
        return code;
    }

    /** The one of a name, {@code secp256r1}. */
    static Optional<NamedGroup> named(String name) {
        return Stream.of(values())
                .filter(group -> group.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
