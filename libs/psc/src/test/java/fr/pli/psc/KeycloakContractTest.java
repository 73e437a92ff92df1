package fr.pli.psc;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;

/** The contract against a real Keycloak, which PSC is: {@code mvn -Preal-psc -pl libs/psc -am verify}. */
@Tag("real-psc")
class KeycloakContractTest extends PscContract {

    private static final KeycloakPsc PSC = KeycloakPsc.start();

    KeycloakContractTest() {
        super(PSC);
    }

    @AfterAll
    static void stop() {
        PSC.close();
    }
}
