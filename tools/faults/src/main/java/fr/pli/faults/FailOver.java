package fr.pli.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The primary PostgreSQL dies and its synchronous standby is promoted; then it gets a standby again. */
final class FailOver implements Fault {

    private @Nullable PostgresPair pair;

    @Override
    public String name() {
        return "fail-over";
    }

    @Override
    public Preparation prepare(Path folder) throws Exception {
        PostgresPair started = PostgresPair.start(folder.resolve("pair"));
        pair = started;
        return new Preparation(started.keys(), Map.of(), Optional.of(started::primary));
    }

    @Override
    public void strike(Site site, Random random) throws Exception {
        pair().failOver();
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ZERO;
    }

    @Override
    public void heal(Site site) throws Exception {
        pair().follow();
    }

    @Override
    public void close() throws IOException {
        if (pair != null) {
            pair.close();
        }
    }

    private PostgresPair pair() {
        if (pair == null) {
            throw new IllegalStateException("prepare comes first");
        }
        return pair;
    }
}
