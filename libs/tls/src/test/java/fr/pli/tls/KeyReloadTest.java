package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while we run. */
class KeyReloadTest {

    private final TestIgc igc = TestIgc.create();

    @TempDir
    private Path folder;

    private TlsContext context;
    private EchoServer server;

    @BeforeEach
    void open() throws IOException {
        write(igc.server("first.pli.test").issue());
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

        write(igc.server("second.pli.test").issue());
        context.tick();

        assertThat(SClient.talk(server.port())).contains("CN = second.pli.test").doesNotContain("first.pli.test");
        assertThat(context.state().reloads()).isEqualTo(1);
    }

    @Test
    void broken_file_keeps_the_old_certificate_and_counts() throws IOException {
        Files.writeString(folder.resolve("server.pem"), "nothing of use");
        context.tick();
        context.tick();

        assertThat(SClient.talk(server.port())).contains("CN = first.pli.test");
        assertThat(context.state().reloadFailures()).isEqualTo(1);
    }

    @Test
    void certificate_whose_key_has_not_come_yet_waits_for_it() throws IOException {
        Credential second = igc.server("second.pli.test").issue();
        byte[] oldKey = Files.readAllBytes(folder.resolve("server-key.pem"));
        write(second);
        byte[] newKey = Files.readAllBytes(folder.resolve("server-key.pem"));
        Files.write(folder.resolve("server-key.pem"), oldKey);
        context.tick();
        assertThat(context.state().reloadFailures()).isEqualTo(1);

        Files.write(folder.resolve("server-key.pem"), newKey);
        context.tick();

        assertThat(SClient.talk(server.port())).contains("CN = second.pli.test");
    }

    private void write(Credential credential) throws IOException {
        credential.write(folder, "server");
    }
}
