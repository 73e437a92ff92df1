package fr.pli.prosanteconnect;

import java.util.List;
import java.util.Optional;

/**
 * How a stand-in starts. Port 0 takes any free one.
 *
 * @param host the name that URLs show; always bound to loopback
 * @param issuerPort tokens, keys, introspection, userinfo, logout
 * @param walletPort the log-in, which PSC has on another host
 * @param testPort the switches, which PSC does not have
 */
public record Options(
        String host,
        int issuerPort,
        int walletPort,
        int testPort,
        Lifetimes lifetimes,
        List<ServiceProvider> serviceProviders,
        List<Professional> professionals,
        Optional<Tls> tls) {

    /** Free ports in clear, PSC's lifetimes, the test professionals, an LPS and an operator. */
    public static Options defaults() {
        return new Options(
                "127.0.0.1",
                0,
                0,
                0,
                Lifetimes.PSC,
                List.of(ServiceProvider.LPS, ServiceProvider.OPERATOR),
                Professional.invented(),
                Optional.empty());
    }

    /** The same on these ports. */
    public Options withPorts(int issuer, int wallet, int test) {
        return new Options(host, issuer, wallet, test, lifetimes, serviceProviders, professionals, tls);
    }

    /** The same with other lifetimes to begin with. */
    public Options withLifetimes(Lifetimes other) {
        return new Options(host, issuerPort, walletPort, testPort, other, serviceProviders, professionals, tls);
    }

    /** The same with other service providers. */
    public Options withServiceProviders(List<ServiceProvider> others) {
        return new Options(host, issuerPort, walletPort, testPort, lifetimes, others, professionals, tls);
    }

    /** The same with other professionals. */
    public Options withProfessionals(List<Professional> others) {
        return new Options(host, issuerPort, walletPort, testPort, lifetimes, serviceProviders, others, tls);
    }

    /** The same over TLS under this host name. */
    public Options withTls(String name, Tls with) {
        return new Options(
                name, issuerPort, walletPort, testPort, lifetimes, serviceProviders, professionals, Optional.of(with));
    }
}
