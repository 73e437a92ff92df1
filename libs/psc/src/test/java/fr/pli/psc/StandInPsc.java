package fr.pli.psc;

import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import java.net.URI;

/** The contract's view of the stand-in. */
record StandInPsc(ProSanteConnect psc) implements TestPsc {

    static final ClientAuthentication LPS =
            new ClientAuthentication.Secret(ServiceProvider.LPS.clientId(), ServiceProvider.LPS.secret());
    static final ClientAuthentication OPERATOR =
            new ClientAuthentication.Secret(ServiceProvider.OPERATOR.clientId(), ServiceProvider.OPERATOR.secret());

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
    public URI logIn(URI location, String person) throws Exception {
        try (TestBrowser browser = new TestBrowser()) {
            return browser.logIn(location, "identifiant", person, "motdepasse", "test");
        }
    }
}
