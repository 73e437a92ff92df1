package fr.pli.bench;

import java.time.Duration;
import java.util.List;

/** All that is measured, with what is asked of Pli. */
final class Cells {

    static final List<Cell> ALL = List.of(
            new Delivery("delivered-20k-c16", 16, 20_000, true, Target.times(6).cpu(1)),
            new Delivery("delivered-20k-c1", 1, 20_000, true, Target.times(3.5)),
            new Delivery("delivered-20k-c64", 64, 20_000, true, Target.times(6)),
            new Delivery("delivered-200k-c16", 16, 200_000, true, Target.times(3)),
            new Delivery("delivered-5m-c16", 16, 5_000_000, true, Target.times(2.5)),
            new Delivery("accepted-20k-c16", 16, 20_000, false, Target.times(2)),
            new Pushes("push-to-idle", Duration.ofMillis(50), Target.NONE.p99(10)),
            new Logins("login-full-c8", 8, Logins.How.TOKEN, Target.times(1.3).cpu(1.4)),
            new Logins("login-resumed-c8", 8, Logins.How.TOKEN_RESUMED, Target.times(2.3)),
            new Logins("login-certificate-c8", 8, Logins.How.CERTIFICATE, Target.times(1.5)),
            new Visits("visit-20k-c16", 16, 20_000, Target.times(4)),
            new FirstSelect("select-100000-first", 100_000, Target.NONE.p50(400)),
            Reads.selectAgain(100_000, Target.NONE.p50(10)),
            Reads.inside("fetch-envelope-50", 1, 100_000, "FETCH 99951:* (ENVELOPE BODYSTRUCTURE)", Target.times(1)),
            Reads.inside("fetch-1000-bodies", 1, 100_000, "FETCH 1:1000 BODY.PEEK[]", Target.times(1)),
            Reads.inside("fetch-1000-bodies-c4", 4, 100_000, "FETCH 1:1000 BODY.PEEK[]", Target.times(1)),
            Reads.inside("search-body-10000", 1, 10_000, "SEARCH BODY nirgendwo", Target.times(10)),
            Reads.inside("search-body-100000", 1, 100_000, "SEARCH BODY nirgendwo", Target.times(10)),
            new Idles("idle-10000", 10_000, Target.NONE.memory(500)),
            new Bound("bound-20k-c1", 1, 20_000),
            new Bound("bound-20k-c16", 16, 20_000),
            new Bound("bound-200k-c16", 16, 200_000),
            new Bound("bound-5m-c16", 16, 5_000_000),
            new Starts("start-to-login", Target.NONE.p50(4_000)));

    /** The first seconds of all, before anything is warm. */
    static final Cell COLD = new Delivery("cold-20k-c16", 16, 20_000, true, Target.NONE);

    /** Takes minutes before it measures, so it runs only if it is named. */
    static final List<Cell> GROWTH = List.of(
            new Growth("stored-1000", 1_000),
            new Growth("stored-5000000", 5_000_000),
            new Export("export-10000000", 10_000_000, Target.NONE.p50(20_000)));

    /** What is told below the table, where both were measured. */
    static final List<Comparison> COMPARISONS = List.of(
            Comparison.ofRates("delivered-20k-c1", "bound-20k-c1"),
            Comparison.ofRates("delivered-20k-c16", "bound-20k-c16"),
            Comparison.ofRates("delivered-200k-c16", "bound-200k-c16"),
            Comparison.ofRates("delivered-5m-c16", "bound-5m-c16"),
            Comparison.ofCosts("stored-5000000", "stored-1000"));

    private Cells() {}
}
