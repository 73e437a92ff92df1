package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's smtplib, a client that we did not write. */
class SmtplibTest {

    private final SmtpHouse house;

    @TempDir
    Path folder;

    SmtplibTest() throws IOException {
        house = new SmtpHouse();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @Requirement("ECO.1.0.1")
    @Requirement("ECO.1.2.1")
    void a_person_submits_with_starttls_and_a_token() throws Exception {
        assertThat(python("person", house.submission.address().getPort())).isEqualTo("sent\n");
        assertThat(house.last().octets())
                .contains("\r\nSubject: dots\r\n")
                .contains("\r\n\r\n.\r\n..\r\n\u00c3\u00a9\r\n")
                .doesNotContain("secret");
        assertThat(house.last().recipients()).hasSize(2);
        assertThat(house.last().client().authenticated().orElseThrow().mailbox())
                .hasToString("marie.martin@medecin.pli.mssante.fr");
    }

    @Test
    @Requirement("SEED-15")
    void an_application_submits_with_its_certificate() throws Exception {
        assertThat(python("application", house.submissions.address().getPort())).isEqualTo("sent\n");
        assertThat(house.last().client().chain()).isNotEmpty();
    }

    @Test
    void the_answers_to_refusals_are_understood() throws Exception {
        assertThat(python("refusals", house.submission.address().getPort())).isEqualTo("""
                        refused token: 535 5.7.8
                        fresh token: 235 2.7.0
                        refused sender: 550 5.7.1
                        refused recipients: 550 5.1.1
                        """);
    }

    private String python(String scene, int port) throws IOException, InterruptedException {
        TestTls.write(folder);
        Path out = folder.resolve("out");
        ProcessBuilder command = new ProcessBuilder(
                        "python3", "-c", script(), scene, Integer.toString(port), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        Process process;
        try {
            process = command.start();
        } catch (IOException e) {
            return abort("skipped: python3 is not installed here, so smtplib was not tried");
        }
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String script() throws IOException {
        return new String(
                SmtplibTest.class.getResourceAsStream("/smtplib-client.py").readAllBytes(), StandardCharsets.UTF_8);
    }
}
