package fr.pli.annuaire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses are of the FHIR server that was configured: same scheme, host and port, and below its base or at it, as HAPI's
 * {@code base?_getpages=…}. Whoever gets a request gets our key.
 *
 * @param base ends with a slash
 */
record SameServer(URI base) {

    /** The address that a link of the server stands for; empty if it leads elsewhere or is none. */
    Optional<URI> resolve(String link) {
        try {
            URI address = base.resolve(new URI(link)).normalize();
            return isSame(address) ? Optional.of(address) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isSame(URI other) {
        return other.getHost() != null
                && other.getUserInfo() == null
                && base.getScheme().equalsIgnoreCase(other.getScheme())
                && base.getHost().equalsIgnoreCase(other.getHost())
                && port(base) == port(other)
                && isBelow(other.getPath());
    }

    /** By the decoded path: a server may decode {@code %2e%2e} before it looks. */
    private boolean isBelow(String path) {
        return (path + "/").equals(base.getPath())
                || path.startsWith(base.getPath())
                        && !Arrays.asList(path.split("[/\\\\]", -1)).contains("..");
    }

    private static int port(URI address) {
        return address.getPort() >= 0
                ? address.getPort()
                : switch (address.getScheme().toLowerCase(Locale.ROOT)) {
                    case "https" -> 443;
                    case "http" -> 80;
                    default -> -1;
                };
    }
}
