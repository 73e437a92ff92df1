package fr.pli.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class LocalPostgresTest {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final int MANY = 40;

    @TempDir
    static Path folder;

    @BeforeAll
    static void unpacked_already() throws IOException {
        TestPostgres.linkBinariesInto(folder);
    }

    @Test
    void commit_means_on_disk() throws Exception {
        for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
            assertThat(ask(TestPostgres.server().application(), "SHOW " + setting))
                    .as(setting)
                    .isEqualTo("on");
        }
    }

    @Test
    void text_is_utf8_in_an_order_that_no_upgrade_of_the_system_changes() throws Exception {
        Access application = TestPostgres.server().application();
        assertThat(ask(application, "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(ask(
                        application,
                        "SELECT concat(datlocprovider, ' ', datlocale) FROM pg_database WHERE datname = 'pli'"))
                .isEqualTo("b C.UTF-8");
    }

    @Test
    void data_outlive_a_stop_and_a_start() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL)) {
            run(postgres.owner(), "CREATE TABLE outlives AS SELECT 'letter' AS it");
        }
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL)) {
            assertThat(ask(postgres.owner(), "SELECT it FROM outlives")).isEqualTo("letter");
        }
    }

    @Test
    void nobody_enters_without_the_password() throws Exception {
        Access guessed = new Access(TestPostgres.server().admin().url(), "postgres", "postgres");
        assertThatThrownBy(() -> TestPostgres.connect(guessed)).hasMessageContaining("authentication failed");
        assertThat(Files.getPosixFilePermissions(TestPostgres.HOME.resolve("passwords.properties")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void application_makes_no_table() {
        assertThatThrownBy(() -> run(TestPostgres.server().application(), "CREATE TABLE mine (id int)"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void folder_serves_one_process_at_a_time() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL)) {
            assertThatThrownBy(() -> LocalPostgres.start(folder, LocalSettings.SMALL))
                    .hasMessageContaining("in use by another process");
            assertThat(ask(postgres.owner(), "SHOW fsync")).isEqualTo("on");
        }
    }

    @Test
    void server_stops_when_its_process_is_killed() throws Exception {
        Process node = startNode();
        int port = portOf(node);
        node.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(20)).until(() -> !listens(port));
    }

    @Test
    void server_that_dies_is_started_again() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL)) {
            String pid =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> ask(
                                    postgres.owner(), "SELECT pg_postmaster_start_time() > now() - interval '1 minute'")
                            .equals("t"));
            assertThat(Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst())
                    .isNotEqualTo(pid);
        }
    }

    @Test
    void server_that_does_not_start_again_for_long_is_never_given_up() throws Exception {
        Path control = folder.resolve("data/global/pg_control");
        Path aside = folder.resolve("data/global/pg_control.aside");
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL, PostgresUser.find(), SOON)) {
            String pid =
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
            Files.move(control, aside);
            ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofMinutes(2)).until(() -> postgres.failures() > MANY);
            Files.move(aside, control);
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> ask(postgres.owner(), "SELECT 1").equals("1"));
        }
    }

    @Test
    void server_that_outlived_its_process_gives_way_to_the_next() throws Exception {
        Process node = startNode();
        int port = portOf(node);
        node.children().filter(LocalPostgresTest::isGuard).forEach(ProcessHandle::destroyForcibly);
        node.destroyForcibly().waitFor();
        assertThat(listens(port)).isTrue();
        try (LocalPostgres postgres = LocalPostgres.start(folder, LocalSettings.SMALL)) {
            assertThat(listens(port)).isFalse();
            assertThat(ask(postgres.owner(), "SELECT it FROM kept")).isEqualTo("letter");
        }
    }

    @Test
    void root_starts_it_as_nobody_where_he_may_not_give_up_his_power() throws Exception {
        assumeTrue(PostgresUser.find() != PostgresUser.SAME, "only for root");
        Path reachable = Files.createTempDirectory(Path.of("/var/tmp"), "pli-store-test");
        try (LocalPostgres postgres = LocalPostgres.start(reachable, LocalSettings.SMALL, PostgresUser.NOBODY, SOON)) {
            assertThat(ask(postgres.owner(), "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(Files.getOwner(reachable.resolve("data")).getName()).isEqualTo("nobody");
        } finally {
            FileSystemUtils.deleteRecursively(reachable);
        }
    }

    /** Another Java process that runs {@link LocalNode} on the folder. */
    private Process startNode() throws IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LocalNode.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static int portOf(Process node) {
        return Integer.parseInt(node.inputReader()
                .lines()
                .filter(line -> line.startsWith(LocalNode.PORT))
                .findFirst()
                .orElseThrow()
                .substring(LocalNode.PORT.length()));
    }

    private static boolean isGuard(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("postgres-guard");
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String ask(Access access, String query) throws SQLException {
        try (Connection connection = TestPostgres.connect(access);
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void run(Access access, String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(access)) {
            connection.createStatement().execute(statement);
        }
    }
}
