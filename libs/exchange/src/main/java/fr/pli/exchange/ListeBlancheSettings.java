package fr.pli.exchange;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the liste blanche comes from, and when a new copy is not believed.
 *
 * @param url HTTPS
 * @param folder for the copies
 * @param refresh how often it is fetched
 * @param maxShrink percent of its domains that a new copy may lose
 * @param minDomains fewer in the copy in force are an alarm
 * @param alarmAfter how long without a good fetch until that is an alarm
 */
public record ListeBlancheSettings(
        URI url, Path folder, Duration refresh, int maxShrink, int minDomains, Duration alarmAfter) {

    /** The defaults of the référentiel's open points. */
    public static ListeBlancheSettings of(URI url, Path folder) {
        return new ListeBlancheSettings(url, folder, Duration.ofHours(1), 20, 1000, Duration.ofHours(24));
    }

    /** The same, content with fewer domains. */
    public ListeBlancheSettings withMinDomains(int least) {
        return new ListeBlancheSettings(url, folder, refresh, maxShrink, least, alarmAfter);
    }
}
