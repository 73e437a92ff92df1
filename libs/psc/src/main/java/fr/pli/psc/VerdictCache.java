package fr.pli.psc;

import fr.pli.mss.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Remembers good tokens for a while, by their SHA-256. Bad ones are not remembered: they cost PSC a call at most once each. Decision 0402. */
final class VerdictCache {

    private record Entry(TokenVerdict.Active verdict, Span life) {}

    private final Duration life;
    private final int size;
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>();

    VerdictCache(Duration life, int size) {
        this.life = life;
        this.size = size;
    }

    synchronized Optional<TokenVerdict> find(String digest, Instant now) {
        Entry entry = entries.get(digest);
        if (entry == null || !entry.life().covers(now)) {
            entries.remove(digest);
            return Optional.empty();
        }
        return Optional.of(entry.verdict());
    }

    synchronized void put(String digest, TokenVerdict.Active verdict, Instant now) {
        entries.remove(digest);
        entries.put(digest, new Entry(verdict, Span.of(now, life).upTo(verdict.until())));
        while (entries.size() > size) {
            entries.pollFirstEntry();
        }
    }
}
