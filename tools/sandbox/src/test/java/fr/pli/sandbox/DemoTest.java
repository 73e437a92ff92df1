package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Security;
import java.time.Duration;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        try (Outside outside = Outside.start(folder.resolve("outside"));
                Sandbox sandbox = Sandbox.start(folder, outside.keys())) {
            new MainScene(sandbox).play(report);
            new RefusalScene(sandbox).play(report);
            new FiguresScene(sandbox).play(report);
            new ExchangeScene(sandbox).play(report);
            assertThat(pageOfTheLink(sandbox, outside)).contains("cabinet.durand", "mailto:aide@example.fr");
        }
        assertThat(report.allPassed())
                .as(printed.toString(StandardCharsets.UTF_8))
                .isTrue();
    }

    /** What a person does who tries MSS 17 by hand: he asks, looks into the folder of mails, and opens the link. */
    private static String pageOfTheLink(Sandbox sandbox, Outside outside) throws Exception {
        try (OperatorClient api = sandbox.api()) {
            api.post(
                    "/api/v1/bal-requests",
                    Map.of(
                            "address",
                            "cabinet.durand@" + People.DOMAIN,
                            "holder",
                            People.PAUL.id(),
                            "contact",
                            "paul@example.fr"));
        }
        Path mail = outside.mails().resolve("1.txt");
        outside.house().await("paul@example.fr", Duration.ofSeconds(40));
        Matcher link = Pattern.compile("http://\\S+/confirmation/\\S+").matcher(Files.readString(mail));
        assertThat(link.find()).as(Files.readString(mail)).isTrue();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(URI.create(link.group())).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
