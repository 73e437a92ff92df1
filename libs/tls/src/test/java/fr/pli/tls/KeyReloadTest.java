package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while we run. */
class KeyReloadTest {

    private final TestIgc igc = TestIgc.create(KeyKind.P_256);

    @TempDir
    private Path folder;

    private TlsContext context;
    private EchoServer server;

    @BeforeEach
    void open() throws IOException {
        igc.server("first.pli.test").issue().write(folder, "server");
        KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        context = TlsContext.open(TlsSettings.of("api.tls", key), Clock.systemUTC());
        server = new EchoServer(context);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        context.close();
        igc.close();
    }

    @Test
    void new_certificate_is_served_and_the_old_one_no_more() throws IOException {
        assertThat(SClient.talk(server.port())).contains("CN = first.pli.test");

        igc.server("second.pli.test").issue().write(folder, "second");
        replace("server.pem", "second.pem");
        replace("server-key.pem", "second-key.pem");
        context.tick();

        assertThat(SClient.talk(server.port())).contains("CN = second.pli.test").doesNotContain("first.pli.test");
        assertThat(context.state().reloads()).isEqualTo(1);
    }

    @Test
    void broken_file_keeps_the_old_certificate_and_counts() throws IOException {
        Files.writeString(folder.resolve("broken.pem"), "nothing of use");
        replace("server.pem", "broken.pem");
        context.tick();
        context.tick();

        assertThat(SClient.talk(server.port())).contains("CN = first.pli.test");
        assertThat(context.state().reloadFailures()).isEqualTo(1);
    }

    @Test
    void certificate_whose_key_has_not_come_yet_waits_for_it() throws IOException {
        igc.server("second.pli.test").issue().write(folder, "second");
        replace("server.pem", "second.pem");
        context.tick();
        assertThat(context.state().reloadFailures()).isEqualTo(1);

        replace("server-key.pem", "second-key.pem");
        context.tick();

        assertThat(SClient.talk(server.port())).contains("CN = second.pli.test");
    }

    private void replace(String file, String by) throws IOException {
        Files.move(folder.resolve(by), folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
}
