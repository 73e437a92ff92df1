package fr.pli.psc;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A Keycloak of its own that the profile {@code real-psc} unpacked, with a realm in the shape of PSC's. Decision 0401. */
final class KeycloakPsc implements TestPsc, AutoCloseable {

    /** It builds itself first: 20 s where it has two cores to itself, minutes where it has not. */
    private static final Duration LONGEST_START = Duration.ofMinutes(15);

    private static final Pattern LISTENING = Pattern.compile("Listening on: .*(https://127\\.0\\.0\\.1:\\d+)");

    private final TestTls tls;
    private final Process process;
    private final URI issuer;

    private KeycloakPsc(TestTls tls, Process process, URI issuer) {
        this.tls = tls;
        this.process = process;
        this.issuer = issuer;
    }

    static KeycloakPsc start() {
        TestTls tls = new TestTls();
        try {
            Path home = home();
            Path data = Files.createDirectories(home.resolve("data"));
            Path realm = Files.createDirectories(data.resolve("import")).resolve("esante-wallet.json");
            Files.writeString(realm, resource("esante-wallet.json").replace("{operator}", tls.operatorName()));
            tls.server().write(data, "psc");
            save(tls.authorities(), data.resolve("authorities.p12"));
            Path log = data.resolve("keycloak.log");
            Process process = launch(home, data, log);
            return new KeycloakPsc(tls, process, URI.create(awaitAddress(process, log) + "/auth/realms/esante-wallet"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path home, Path data, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=0", // a development start cannot leave it out
                "--https-port=0",
                "--http-relative-path=/auth",
                "--https-certificate-file=" + data.resolve("psc.pem"),
                "--https-certificate-key-file=" + data.resolve("psc-key.pem"),
                "--https-client-auth=request",
                "--https-trust-store-file=" + data.resolve("authorities.p12"),
                "--https-trust-store-password=" + TestTls.PASSWORD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"); // it lives for a minute
        return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Its log says which port it took. */
    private static String awaitAddress(Process process, Path log) {
        try {
            return await().atMost(LONGEST_START)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast("Keycloak ended, see " + log, () -> !process.isAlive())
                    .until(() -> listening(log), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            end(process);
            throw e;
        }
    }

    private static Optional<String> listening(Path log) throws IOException {
        Matcher found = LISTENING.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    @Override
    public URI issuer() {
        return issuer;
    }

    /** The standard's path: the one with {@code wallet-} is PSC's own. */
    @Override
    public URI discovery() {
        return URI.create(issuer + "/.well-known/openid-configuration");
    }

    @Override
    public ClientAuthentication lps() {
        return new ClientAuthentication.Secret("pli-lps", "secret-du-lps");
    }

    @Override
    public ClientAuthentication operator() {
        return new ClientAuthentication.Secret("pli-operateur", "secret-de-l-operateur");
    }

    @Override
    public ClientAuthentication operatorByCertificate() {
        return new ClientAuthentication.Certificate("pli-operateur-tls");
    }

    @Override
    public TestTls tls() {
        return tls;
    }

    @Override
    public URI logIn(URI location, String person) throws Exception {
        try (TestBrowser browser = new TestBrowser(tls.context())) {
            return browser.logIn(location, "username", person, "password", "test");
        }
    }

    @Override
    public void close() {
        end(process);
        tls.close();
    }

    private static void end(Process process) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        await().atMost(Duration.ofMinutes(1)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static Path home() throws IOException {
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("pli.keycloak", "target/keycloak")))) {
            return found.findFirst().orElseThrow(() -> new IOException("no Keycloak unpacked"));
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = KeycloakPsc.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void save(KeyStore store, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestTls.PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
