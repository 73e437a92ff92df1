package fr.pli.psc;

import org.junit.jupiter.api.AfterAll;

class StandInContractTest extends PscContract {

    private static final StandInPsc PSC = new StandInPsc();

    StandInContractTest() {
        super(PSC);
    }

    @AfterAll
    static void stop() {
        PSC.close();
    }
}
