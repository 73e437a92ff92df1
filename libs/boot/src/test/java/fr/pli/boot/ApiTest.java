package fr.pli.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A small server with the API of every server: who may do what, and how a failure is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

    private static final String ADMIN = "a".repeat(32);
    private static final String READ = "r".repeat(32);
    private static final String METRICS = "m".repeat(32);

    private Path folder;
    private ConfigurableApplicationContext server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** The server. */
    @SpringBootApplication
    @Import({ApiConfiguration.class, Things.class})
    static class Server {

        @Bean
        DataFolder dataFolder(Environment keys) {
            return new DataFolder(Path.of(keys.getRequiredProperty("folder")));
        }

        @Bean
        ApiRules rules() {
            return requests -> requests.requestMatchers("/open/*").permitAll();
        }
    }

    /** What it serves. */
    @RestController
    static class Things {

        enum Colour {
            RED,
            BLUE
        }

        record Thing(String name, Colour colour) {}

        @GetMapping({"/thing", "/open/thing"})
        Thing get() {
            return new Thing("chair", Colour.RED);
        }

        @GetMapping("/things/{month}")
        String month(@PathVariable YearMonth month, @RequestParam int count) {
            return month + " " + count;
        }

        @PostMapping("/thing")
        Thing post(@RequestBody Thing thing) {
            return switch (FieldException.required("name", thing.name())) {
                case "unkept" -> throw new StoreRefusedException("text with NUL", new IOException());
                case "away" -> throw new StoreUnavailableException("connection refused", new IOException());
                case "surprise" -> throw new IllegalStateException("a secret of the house");
                case "error" -> throw new StackOverflowError("a secret of the house");
                default -> thing;
            };
        }
    }

    @BeforeAll
    void start(@TempDir Path made) throws IOException {
        folder = made;
        Files.writeString(
                folder.resolve("api-tokens"),
                "# who may do what\n\nboss=%s\nviewer:read=%s\nprometheus:metrics=%s\n"
                        .formatted(ADMIN, READ, METRICS));
        server = SpringApplication.run(
                Server.class,
                "--server.port=0",
                "--folder=" + folder,
                "--management.endpoints.web.exposure.include=health,prometheus",
                "--spring.jackson.deserialization.fail-on-unknown-properties=true");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} {1} with {2} gives {3}")
    @CsvSource({
        "GET, /thing, nothing, 401",
        "GET, /thing, a token of nobody, 401",
        "GET, /thing, metrics, 403",
        "GET, /thing, read, 200",
        "GET, /thing, admin, 200",
        "POST, /thing, nothing, 401",
        "POST, /thing, read, 403",
        "POST, /thing, metrics, 403",
        "POST, /thing, admin, 200",
        "GET, /open/thing, nothing, 200",
        "GET, /open/deeper/thing, nothing, 401",
        "GET, /actuator/health, nothing, 200",
        "GET, /v3/api-docs, nothing, 200",
        "GET, /actuator/prometheus, nothing, 401",
        "GET, /actuator/prometheus, read, 403",
        "GET, /actuator/prometheus, metrics, 200",
        "GET, /nowhere, nothing, 401",
        "GET, /nowhere, admin, 404",
        "DELETE, /thing, admin, 405",
    })
    void each_token_opens_what_its_role_names(String verb, String path, String token, int status) throws Exception {
        assertThat(ask(verb, path, bearer(token), "{\"name\":\"chair\",\"colour\":\"RED\"}")
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_refusal_says_how_to_come_in() throws Exception {
        HttpResponse<String> refused = ask("GET", "/thing", "", "");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("a token is needed");
    }

    @ParameterizedTest(name = "{0} gives {1} with {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"colour\":\"RED\"} | 400 | name: is missing",
                "{\"name\":\"x\",\"colour\":\"GREEN\"} | 400 | colour: will not do; accepted: [RED, BLUE]",
                "{\"name\":\"x\",\"size\":1} | 400 | size: is not known; accepted: [name, colour]",
                "{\"name\":\"x\" | 400 | body: cannot be read",
                "{\"name\":[]} | 400 | name: cannot be read",
                "{\"name\":\"unkept\"} | 400 | a value of this request cannot be kept",
                "{\"name\":\"away\"} | 503 | the database does not answer; try again",
                "{\"name\":\"surprise\"} | 500 | an error of this server's software; its log says which",
                "{\"name\":\"error\"} | 500 | an error of this server's software; its log says which",
            })
    void what_goes_wrong_is_told_in_one_line(String body, int status, String detail) throws Exception {
        HttpResponse<String> answer = ask("POST", "/thing", bearer("admin"), body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"detail\":\"" + detail).doesNotContain("secret", "fr.pli", "Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "/things/2026-13?count=1, 400, month: cannot be read",
        "/things/2026-12?count=x, 400, count: cannot be read",
        "/things/2026-12, 400, count: is missing",
        "/nowhere, 404, nothing has this address",
    })
    void what_is_wrong_about_an_address_is_told_without_words_of_our_libraries(String path, int status, String detail)
            throws Exception {
        HttpResponse<String> answer = ask("GET", path, bearer("admin"), "");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
    }

    @Test
    void no_body_is_the_callers_fault() throws Exception {
        HttpResponse<String> answer = ask("POST", "/thing", bearer("admin"), "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the body is missing");
    }

    @Test
    void what_the_container_refuses_is_a_problem_too() throws Exception {
        HttpResponse<String> answer = ask("GET", "/thing;x=%2e%2e", bearer("admin"), "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void the_first_start_makes_a_token_that_only_its_owner_reads() throws IOException {
        Path file = folder.resolve("new-tokens");
        ApiTokens.in(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String token = Files.readString(file, StandardCharsets.UTF_8).strip().substring("admin=".length());
        assertThat(ApiTokens.in(file).bearer(token)).hasValue(new ApiTokens.Bearer("admin", ApiRole.ADMIN));
        assertThat(ApiTokens.in(file).bearer(token + "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "boss",
                "boss=short",
                "boss:king=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void a_line_that_names_no_token_is_refused_without_telling_it(String line) throws IOException {
        Path file = Files.writeString(folder.resolve("wrong-tokens"), "admin=" + ADMIN + "\n" + line);
        assertThatThrownBy(() -> ApiTokens.in(file))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("entry 2")
                .hasMessageNotContaining(line);
    }

    private static String bearer(String token) {
        return switch (token) {
            case "nothing" -> "";
            case "admin" -> "Bearer " + ADMIN;
            case "read" -> "bearer " + READ;
            case "metrics" -> "Bearer " + METRICS;
            default -> "Bearer " + "x".repeat(32);
        };
    }

    private HttpResponse<String> ask(String verb, String path, String authorization, String body)
            throws IOException, InterruptedException {
        int port = Integer.parseInt(server.getEnvironment().getRequiredProperty("local.server.port"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(verb, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
