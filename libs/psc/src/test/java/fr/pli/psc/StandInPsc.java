package fr.pli.psc;

import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.Tls;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The stand-in over TLS. */
final class StandInPsc implements TestPsc, AutoCloseable {

    static final ClientAuthentication LPS = secret(ServiceProvider.LPS);
    static final ClientAuthentication OPERATOR = secret(ServiceProvider.OPERATOR);

    private final TestTls tls = new TestTls();
    private final ProSanteConnect psc;

    StandInPsc() {
        String subject = tls.operator().certificate().getSubjectX500Principal().getName();
        var operator = new ServiceProvider(
                ServiceProvider.OPERATOR.clientId(),
                ServiceProvider.OPERATOR.secret(),
                Optional.of(subject),
                List.of("http://127.0.0.1/retour"));
        psc = ProSanteConnect.start(Options.defaults()
                .withServiceProviders(List.of(ServiceProvider.LPS, operator))
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
        return new ClientAuthentication.Certificate(ServiceProvider.OPERATOR.clientId());
    }

    @Override
    public SSLContext tls() {
        return tls.context();
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
