package fr.pli.faults;

import java.time.Duration;
import java.util.Random;

/** The CRL server and the OCSP responder are gone, until after the last CRL has expired or not so long. */
final class CrlGone implements Fault {

    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration USUAL = Duration.ofDays(7);

    private boolean expires;

    @Override
    public String name() {
        return "crl-gone";
    }

    @Override
    public void strike(Site site, Random random) throws InterruptedException {
        expires = random.nextBoolean();
        site.igc().publishCrls(expires ? SHORT : USUAL);
        int seen = site.igc().crl().hits();
        Waiting.until(
                "the operator fetches the CRL",
                Duration.ofSeconds(20),
                () -> site.igc().crl().hits() >= seen + 2);
        site.igc().crl().off();
        site.igc().ocsp().off();
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ofMillis(expires ? 9_000 + random.nextInt(5_000) : 1_000 + random.nextInt(3_000));
    }

    @Override
    public void heal(Site site) {
        site.igc().publishCrls(USUAL);
        site.igc().crl().on();
        site.igc().ocsp().on();
    }
}
