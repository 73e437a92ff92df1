package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Security;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's own steps, played as a test: a professional and an application send and read, and each refusal has its answer and its reason. */
class DemoTest {

    @BeforeAll
    static void let_java_speak_old_tls() {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
    }

    @Test
    void the_main_job_and_every_refusal_play(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Report report = new Report(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                ResourceBundle.getBundle("fr.pli.sandbox.demo"));
        try (Sandbox sandbox = Sandbox.start(folder, Map.of())) {
            new MainScene(sandbox).play(report);
            new RefusalScene(sandbox).play(report);
            new FiguresScene(sandbox).play(report);
            new ExchangeScene(sandbox).play(report);
        }
        assertThat(report.allPassed())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isTrue();
    }
}
