package fr.pli.bench;

import java.util.function.ToDoubleFunction;

/** A figure of one cell as a share of the same figure of another. */
record Comparison(String cell, String other, String what, ToDoubleFunction<Cell.Outcome> figure) {

    /** How often each second. */
    static Comparison ofRates(String cell, String other) {
        return new Comparison(cell, other, "rate", Cell.Outcome::rate);
    }

    /** Processor time of the server for each. */
    static Comparison ofCosts(String cell, String other) {
        return new Comparison(cell, other, "server CPU each", Cell.Outcome::cpuMillis);
    }
}
