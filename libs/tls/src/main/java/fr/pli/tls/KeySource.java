package fr.pli.tls;

import java.nio.file.Path;
import java.util.List;

/** Where a private key and its certificates are kept. */
public sealed interface KeySource {

    /** A file with the chain, leaf first, and one with the key as PKCS#8, both PEM (RFC 7468). They may be the same file. */
    record Pem(Path certificates, Path key) implements KeySource {}

    /** A PKCS#12 file (RFC 7292) with one key, and its password. */
    record Pkcs12(Path file, String password) implements KeySource {

        /** Without the password. */
        @Override
        public String toString() {
            return "Pkcs12[" + file + "]";
        }
    }

    /** The files that it is read from. */
    default List<Path> files() {
        return switch (this) {
            case Pem pem -> List.of(pem.certificates(), pem.key());
            case Pkcs12 pkcs12 -> List.of(pkcs12.file());
        };
    }
}
