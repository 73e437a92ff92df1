package fr.pli.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * How a listener speaks TLS. Defaults are those of spec/README.md section 7; the {@code with} methods take what a configuration says.
 *
 * @param prefix what the configuration keys begin with ({@code api.tls}), for messages
 * @param suites12 for TLS 1.2, the preferred one first
 * @param suites13 for TLS 1.3; all of them, and BoringSSL has its own order; fewer, and the JDK's engine serves TLS 1.3 with this order
 * @param groups named groups of the key exchange, the preferred one first
 */
public record TlsSettings(
        String prefix,
        KeySource key,
        List<String> protocols,
        List<CipherSuite> suites12,
        List<CipherSuite> suites13,
        List<String> groups,
        ClientCertificate clientCertificate) {

    private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");
    private static final List<String> GROUPS = List.of("secp256r1", "secp384r1", "secp521r1", "x25519");
    private static final List<CipherSuite> SUITES = List.of(CipherSuite.values());

    /** The defaults, without a client certificate. */
    public static TlsSettings of(String prefix, KeySource key) {
        return new TlsSettings(
                prefix,
                key,
                PROTOCOLS,
                SUITES.stream().filter(suite -> !suite.isTls13()).toList(),
                SUITES.stream().filter(CipherSuite::isTls13).toList(),
                List.of("secp256r1", "secp384r1", "x25519"),
                ClientCertificate.NONE);
    }

    /** With another client certificate policy. */
    public TlsSettings withClientCertificate(ClientCertificate policy) {
        return new TlsSettings(prefix, key, protocols, suites12, suites13, groups, policy);
    }

    /**
     * {@code TLSv1.2}, {@code TLSv1.3} or both.
     *
     * @throws TlsConfigurationException if a name is another, or there is none
     */
    public TlsSettings withProtocols(List<String> names) {
        List<String> chosen = choose("protocols", names, PROTOCOLS, String::equals);
        return new TlsSettings(prefix, key, chosen, suites12, suites13, groups, clientCertificate);
    }

    /**
     * Suites of TLS 1.2 by code ({@code C030}) or name, the preferred one first.
     *
     * @throws TlsConfigurationException if one is not in the list of ECO.1.1.3, or there is none
     */
    public TlsSettings withCiphers12(List<String> names) {
        List<CipherSuite> accepted =
                SUITES.stream().filter(suite -> !suite.isTls13()).toList();
        List<CipherSuite> chosen = choose("ciphers12", names, accepted, CipherSuite::isNamed);
        return new TlsSettings(prefix, key, protocols, chosen, suites13, groups, clientCertificate);
    }

    /**
     * Suites of TLS 1.3 by name.
     *
     * @throws TlsConfigurationException if one is not known, or there is none
     */
    public TlsSettings withCiphers13(List<String> names) {
        List<CipherSuite> accepted =
                SUITES.stream().filter(CipherSuite::isTls13).toList();
        List<CipherSuite> chosen = choose("ciphers13", names, accepted, CipherSuite::isNamed);
        return new TlsSettings(prefix, key, protocols, suites12, chosen, groups, clientCertificate);
    }

    /**
     * Named groups, the preferred one first.
     *
     * @throws TlsConfigurationException if one is not known, or there is none
     */
    public TlsSettings withGroups(List<String> names) {
        List<String> chosen = choose("groups", names, GROUPS, String::equals);
        return new TlsSettings(prefix, key, protocols, suites12, suites13, chosen, clientCertificate);
    }

    List<NamedGroup> namedGroups() {
        return groups.stream().flatMap(name -> NamedGroup.named(name).stream()).toList();
    }

    boolean hasTls13() {
        return protocols.contains("TLSv1.3");
    }

    boolean hasTls12() {
        return protocols.contains("TLSv1.2");
    }

    private <T> List<T> choose(String key, List<String> names, List<T> accepted, BiPredicate<T, String> isNamed) {
        String configurationKey = prefix + "." + key;
        if (names.isEmpty()) {
            throw new TlsConfigurationException(configurationKey, "is empty", accepted.toString());
        }
        List<T> chosen = new ArrayList<>();
        for (String name : names) {
            chosen.add(accepted.stream()
                    .filter(one -> isNamed.test(one, name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new TlsConfigurationException(
                            configurationKey, '"' + name + "\" is not known", accepted.toString())));
        }
        return List.copyOf(chosen);
    }
}
