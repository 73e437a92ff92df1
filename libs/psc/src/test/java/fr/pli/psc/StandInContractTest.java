package fr.pli.psc;

import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.ProSanteConnect;
import org.junit.jupiter.api.AfterAll;

class StandInContractTest extends PscContract {

    private static final ProSanteConnect PSC = ProSanteConnect.start(Options.defaults());

    StandInContractTest() {
        super(new StandInPsc(PSC));
    }

    @AfterAll
    static void stop() {
        PSC.close();
    }
}
