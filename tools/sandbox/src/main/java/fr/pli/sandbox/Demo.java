package fr.pli.sandbox;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Security;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.util.FileSystemUtils;

/**
 * {@code ./pli demo}: starts everything that the main job needs, plays it with real input over real sockets, TLS and SQL, and prints a line
 * per step. Exit status 0 only if all passed. {@code --keep} stays up until Ctrl-C, and then removes its folder; {@code --no-play} only starts; {@code --en} speaks English.
 */
public final class Demo {

    private Demo() {}

    /** Runs it; see the class. */
    @SuppressWarnings("SystemOut") // a program that talks to a person
    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments);
        if (!List.of("--keep", "--no-play", "--en").containsAll(options)) {
            System.err.println("usage: ./pli demo [--keep] [--en], ./pli sandbox [--en]");
            System.exit(2);
        }
        Logger.getLogger("").setLevel(Level.WARNING); // Tomcat's own
        // the demo shows that old TLS is refused by the operator, not by its own Java
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
        Locale locale = options.contains("--en") ? Locale.ENGLISH : Locale.ROOT;
        ResourceBundle texts = ResourceBundle.getBundle(
                "fr.pli.sandbox.demo",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean keep = options.contains("--keep");
        Path folder = Files.createTempDirectory(
                "pli-demo-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        boolean passed = run(folder, new Report(out, texts), keep, !options.contains("--no-play"), out, texts);
        if (!keep) { // a kept one ends by a signal: its exit is under way and waits for this thread
            System.exit(passed ? 0 : 1);
        }
    }

    private static boolean run(
            Path folder, Report report, boolean keep, boolean play, PrintStream out, ResourceBundle texts)
            throws Exception {
        out.println(texts.getString("starting"));
        try (Outside outside = Outside.start(folder.resolve("outside"));
                Sandbox sandbox = Sandbox.start(folder, outside.keys())) {
            if (play) {
                new MainScene(sandbox).play(report);
                new RefusalScene(sandbox).play(report);
                new FiguresScene(sandbox).play(report);
                new ExchangeScene(sandbox).play(report);
                report.close();
            }
            if (keep) {
                new Handout(sandbox).print(out, texts);
                outside.print(out, folder.resolve("operator/data/api-tokens"));
                untilInterrupted();
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        return !play || report.allPassed();
    }

    /** Returns when the process is asked to end; what holds it up closes the sandbox first. */
    private static void untilInterrupted() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            asked.countDown();
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        asked.await();
    }
}
