package fr.pli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions resumed by tickets, with {@code openssl s_client} as the client. */
class ResumptionTest {

    private final TicketKeys tickets =
            TicketKeys.of("api.tls.tickets", Base64.getEncoder().encodeToString(new byte[32]));
    private final MovableClock clock = new MovableClock(Instant.now());

    @TempDir
    private Path folder;

    private TestIgc igc;
    private KeySource key;

    @BeforeEach
    void open() throws IOException {
        igc = TestIgc.create(KeyKind.P_256);
        igc.server("localhost").issue().write(folder, "server");
        key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
    }

    @AfterEach
    void close() {
        igc.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void another_node_resumes_the_session(String version) throws Exception {
        try (TlsContext first = context(ClientCertificate.NONE);
                TlsContext second = context(ClientCertificate.NONE)) {
            assertThat(connect(first, version, "-sess_out", session())).contains("New, TLSv1.");
            assertThat(connect(second, version, "-sess_in", session())).contains("Reused, TLSv1.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void resumed_session_still_has_the_client_certificate(String version) throws Exception {
        Credential app = igc.application("300000000099622").key(KeyKind.P_256).issue();
        app.write(folder, "app");
        String[] own = {
            "-cert",
            folder.resolve("app.pem").toString(),
            "-key",
            folder.resolve("app-key.pem").toString()
        };
        try (TlsContext context = context(ClientCertificate.WANTED);
                EchoServer server = new EchoServer(context)) {
            SClient.talk(server.port(), version, "-sess_out", session(), own[0], own[1], own[2], own[3]);
            assertThat(server.next().chain()).contains(app.certificate());

            assertThat(SClient.talk(server.port(), version, "-sess_in", session()))
                    .contains("Reused, TLSv1.");
            assertThat(server.next().chain()).contains(app.certificate());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void session_without_certificate_is_not_resumed_where_one_is_asked_for(String version) throws Exception {
        try (TlsContext persons = context(ClientCertificate.NONE);
                TlsContext applications = context(ClientCertificate.WANTED)) {
            connect(persons, version, "-sess_out", session());
            assertThat(connect(applications, version, "-sess_in", session())).contains("New, TLSv1.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void ticket_is_good_for_one_change_of_keys_and_no_more(String version) throws Exception {
        try (TlsContext context = context(ClientCertificate.NONE)) {
            connect(context, version, "-sess_out", session());
            clock.forward(TicketKeys.PERIOD);
            context.tick();
            assertThat(connect(context, version, "-sess_in", session())).contains("Reused, TLSv1.");
            clock.forward(TicketKeys.PERIOD);
            context.tick();
            assertThat(connect(context, version, "-sess_in", session())).contains("New, TLSv1.");
        }
    }

    @Test
    void keys_of_one_kind_are_not_those_of_another() {
        assertThat(tickets.at(clock.instant(), "a")).doesNotContainAnyElementsOf(tickets.at(clock.instant(), "b"));
    }

    private TlsContext context(ClientCertificate policy) {
        return TlsContext.open(TlsSettings.of("api.tls", key).withClientCertificate(policy), tickets, clock);
    }

    private String session() {
        return folder.resolve("session").toString();
    }

    private static String connect(TlsContext context, String... options) throws IOException {
        try (EchoServer server = new EchoServer(context)) {
            return SClient.talk(server.port(), options);
        }
    }
}
