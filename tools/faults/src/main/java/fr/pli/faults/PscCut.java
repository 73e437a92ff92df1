package fr.pli.faults;

import java.util.Random;

/** No way from the operator to PSC: connections are refused, or they hang. */
final class PscCut implements Fault {

    @Override
    public String name() {
        return "psc-cut";
    }

    @Override
    public void strike(Site site, Random random) {
        site.cable().become(random.nextBoolean() ? Relay.State.CUT : Relay.State.SILENT);
    }

    @Override
    public void heal(Site site) {
        site.cable().become(Relay.State.WHOLE);
    }
}
