package fr.pli.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./pli train}: lets an operator live for a minute and keeps what its Java has loaded and linked until then (JEP 514, JEP 515), so that
 * those that start later need not. The file fits this build and this JDK; with another, Java does without.
 */
public final class Training {

    private static final long MINUTES_TO_WRITE = 5;

    private Training() {}

    /** @param arguments the file to write */
    @SuppressWarnings("SystemOut") // a program that talks to a person
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING); // Tomcat's own
        Path file = Path.of(arguments[0]).toAbsolutePath();
        Path folder = Files.createTempDirectory(
                "pli-train-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Sandbox sandbox = Sandbox.start(folder, Map.of(), List.of("-XX:AOTCacheOutput=" + file))) {
            Report report = new Report(out, ResourceBundle.getBundle("fr.pli.sandbox.demo", Locale.ROOT));
            new MainScene(sandbox).play(report);
            if (!report.allPassed()) {
                throw new IOException("not all of it passed");
            }
            end(sandbox.operator().process());
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        if (Files.notExists(file)) {
            throw new IOException("Java has not written " + file);
        }
        out.println(file);
        System.exit(0);
    }

    /** Java writes the file at its end, which takes its time. */
    private static void end(ProcessHandle operator) throws InterruptedException, ExecutionException, TimeoutException {
        operator.destroy();
        operator.onExit().get(MINUTES_TO_WRITE, TimeUnit.MINUTES);
    }
}
