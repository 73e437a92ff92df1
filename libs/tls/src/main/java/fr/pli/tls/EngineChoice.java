package fr.pli.tls;

import java.util.ArrayList;
import java.util.List;

/**
 * Which library serves which client. BoringSSL has no CBC suite with SHA-2, no finite field, and does not let TLS 1.3 suites be chosen: it takes
 * the clients whose suite, by the order of the listener, is one that it has; the JDK takes the others. Decision 0301.
 */
final class EngineChoice {

    private EngineChoice() {}

    /** The suites of a listener that BoringSSL can serve. */
    static List<CipherSuite> boring(TlsSettings settings) {
        List<CipherSuite> suites = new ArrayList<>();
        if (settings.hasTls13() && boringHas13(settings)) {
            suites.addAll(settings.suites13());
        }
        if (settings.hasTls12()) {
            suites.addAll(
                    settings.suites12().stream().filter(CipherSuite::isBoring).toList());
        }
        return suites;
    }

    /** Whether this client is one for the JDK's engine. A client that has nothing of ours gets BoringSSL's alert. */
    static boolean isForJdk(ClientHello hello, TlsSettings settings) {
        if (hello.tls13() && settings.hasTls13()) {
            return !boringHas13(settings);
        }
        boolean sharesGroup = hello.sharesGroup(settings.namedGroups());
        return settings.hasTls12()
                && settings.suites12().stream()
                        .filter(suite -> hello.offers(suite) && (suite.isDhe() || sharesGroup))
                        .findFirst()
                        .map(suite -> !suite.isBoring())
                        .orElse(false);
    }

    /**
     * Whether this client wants TLS 1.2 and verifies no RSA signature but with SHA-1 or MD5, or does not say what it verifies: both libraries would sign
     * with SHA-1, and RFC 9155 section 2 has it refused with handshake_failure.
     */
    static boolean asksForSha1(ClientHello hello, TlsSettings settings) {
        boolean speaks13 = hello.tls13() && settings.hasTls13();
        return !speaks13 && hello.tls12() && settings.hasTls12() && !hello.verifiesRsaWithSha2();
    }

    private static boolean boringHas13(TlsSettings settings) {
        return settings.suites13().size() == 3;
    }
}
