package fr.pli.psc;

import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.Tls;
import java.net.URI;
import java.util.List;

/** The stand-in over TLS. */
final class StandInPsc implements TestPsc, AutoCloseable {

    static final ClientAuthentication LPS = secret(ServiceProvider.LPS);
    static final ClientAuthentication OPERATOR = secret(ServiceProvider.OPERATOR);
    private static final ClientAuthentication BY_CERTIFICATE =
            new ClientAuthentication.Certificate("pli-operateur-tls");

    private final TestTls tls = new TestTls();
    private final ProSanteConnect psc;

    StandInPsc() {
        var byCertificate = ServiceProvider.byCertificate(BY_CERTIFICATE.clientId(), tls.operatorName());
        psc = ProSanteConnect.start(Options.defaults()
                .withServiceProviders(List.of(ServiceProvider.LPS, ServiceProvider.OPERATOR, byCertificate))
                .withTls(
                        "127.0.0.1",
                        new Tls(tls.server().keyStore(TestTls.PASSWORD), TestTls.PASSWORD, tls.authorities())));
    }

    @Override
    public URI issuer() {
        return psc.issuer();
    }

    @Override
    public URI discovery() {
        return psc.discovery();
    }

    @Override
    public ClientAuthentication lps() {
        return LPS;
    }

    @Override
    public ClientAuthentication operator() {
        return OPERATOR;
    }

    @Override
    public ClientAuthentication operatorByCertificate() {
        return BY_CERTIFICATE;
    }

    @Override
    public TestTls tls() {
        return tls;
    }

    @Override
    public URI logIn(URI location, String person) throws Exception {
        try (TestBrowser browser = new TestBrowser(tls.context())) {
            return browser.logIn(location, "identifiant", person, "motdepasse", "test");
        }
    }

    @Override
    public void close() {
        psc.close();
        tls.close();
    }

    private static ClientAuthentication secret(ServiceProvider provider) {
        return new ClientAuthentication.Secret(provider.clientId(), provider.secret());
    }
}
