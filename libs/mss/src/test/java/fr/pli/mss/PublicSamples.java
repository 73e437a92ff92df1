package fr.pli.mss;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The published reference files that lie beside a checkout on some machines. A test that asks for one is skipped where it is missing. */
public final class PublicSamples {

    private PublicSamples() {}

    /**
     * Finds a file or folder of the reference data.
     *
     * @param name path below the data folder ({@code cda/VAC-NOTE_2023.01.xml})
     */
    public static Path path(String name) {
        Path path = Path.of(System.getProperty("pli.shared", "../../../shared"), "data", name);
        Assumptions.assumeTrue(
                Files.exists(path), () -> "skipped: the public sample " + name + " is not beside this checkout");
        return path;
    }
}
