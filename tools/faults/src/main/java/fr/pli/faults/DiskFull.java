package fr.pli.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** No octet is left on the volume of the data, which is a small one of its own in memory; then there is room again. */
final class DiskFull implements Fault {

    private static final String SIZE = "size=3g";
    private static final int PIECE = 256 * 1024;

    private @Nullable Path volume;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public Optional<String> impossible() {
        try {
            Path trial = Files.createTempDirectory("pli-volume");
            try {
                run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString());
                run("umount", trial.toString());
                return Optional.empty();
            } finally {
                Files.delete(trial);
            }
        } catch (IOException e) {
            return Optional.of("no volume can be mounted here: " + e.getMessage());
        }
    }

    @Override
    public Preparation prepare(Path folder) throws IOException {
        Path data = Files.createDirectories(Site.data(folder));
        run("mount", "-t", "tmpfs", "-o", SIZE + ",mode=0755", "tmpfs", data.toString());
        volume = data;
        return Preparation.NONE;
    }

    @Override
    public void strike(Site site, Random random) throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(ballast(site))) {
            for (int length = PIECE; length > 0; length /= 2) {
                fill(out, piece, length);
            }
        }
    }

    @Override
    public Duration lasts(Random random) {
        return Duration.ofMillis(2000 + random.nextInt(6000));
    }

    @Override
    public void heal(Site site) throws IOException {
        Files.delete(ballast(site));
    }

    @Override
    public void close() throws IOException {
        if (volume != null) {
            run("umount", volume.toString());
        }
    }

    private static Path ballast(Site site) {
        return Site.data(site.folder()).resolve("ballast");
    }

    /** Writes until not even this much goes in any more. */
    private static void fill(OutputStream out, byte[] piece, int length) {
        try {
            while (true) {
                out.write(piece, 0, length);
            }
        } catch (IOException e) {
            return; // full
        }
    }

    private static void run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(said);
        }
    }
}
