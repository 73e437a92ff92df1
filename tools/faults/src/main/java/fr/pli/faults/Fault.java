package fr.pli.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Something that breaks, and how it is made whole again. One for one site. */
interface Fault extends AutoCloseable {

    /** What it is, for the table and for {@code --fault}. */
    String name();

    /** Why it cannot be done on this machine, if so. */
    default Optional<String> impossible() {
        return Optional.empty();
    }

    /** Before the operator first starts in that folder. */
    default Preparation prepare(Path folder) throws Exception {
        return Preparation.NONE;
    }

    /** Breaks it. */
    void strike(Site site, Random random) throws Exception;

    /** How long it stays broken. */
    default Duration lasts(Random random) {
        return Duration.ofMillis(500 + random.nextInt(3500));
    }

    /** Makes it whole, as whoever runs the operator would; nothing where the operator does so itself. */
    default void heal(Site site) throws Exception {}

    /** Takes away what {@link #prepare} put there, once the site is closed. */
    @Override
    default void close() throws IOException {}

    /**
     * What the operator starts with.
     *
     * @param keys of its configuration
     * @param environment variables
     * @param elsewhere the PostgreSQL, where it is not the operator's own
     */
    record Preparation(Map<String, String> keys, Map<String, String> environment, Optional<Where> elsewhere) {

        static final Preparation NONE = with(Map.of());

        static Preparation with(Map<String, String> keys) {
            return new Preparation(keys, Map.of(), Optional.empty());
        }
    }

    /** Which PostgreSQL is the one that counts now. */
    interface Where {
        Postgres now() throws IOException;
    }
}
