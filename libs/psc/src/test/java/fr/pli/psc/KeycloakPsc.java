package fr.pli.psc;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A Keycloak of its own that the profile {@code real-psc} unpacked, with a realm in the shape of PSC's. Decision 0401. */
final class KeycloakPsc implements TestPsc, AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(8);

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
            Files.writeString(realm, resource("esante-wallet.json"));
            tls.server().write(data, "psc");
            save(tls.authorities(), data.resolve("authorities.p12"));
            int port = freePort();
            URI issuer = URI.create("https://127.0.0.1:" + port + "/auth/realms/esante-wallet");
            KeycloakPsc started = new KeycloakPsc(tls, launch(home, data, port), issuer);
            started.awaitAnswer(data.resolve("keycloak.log"));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path home, Path data, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-enabled=false",
                "--https-port=" + port,
                "--http-relative-path=/auth",
                "--https-certificate-file=" + data.resolve("psc.pem"),
                "--https-certificate-key-file=" + data.resolve("psc-key.pem"),
                "--https-client-auth=request",
                "--https-trust-store-file=" + data.resolve("authorities.p12"),
                "--https-trust-store-password=" + TestTls.PASSWORD);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        return builder.redirectErrorStream(true)
                .redirectOutput(data.resolve("keycloak.log").toFile())
                .start();
    }

    private void awaitAnswer(Path log) {
        try (Psc psc = new Psc(issuer, discovery(), Optional.of(tls()), Duration.ofSeconds(10), new Later())) {
            await().atMost(LONGEST_START)
                    .pollInterval(Duration.ofSeconds(1))
                    .failFast("Keycloak ended, see " + log, () -> !process.isAlive())
                    .until(() -> answers(psc));
        }
    }

    private static boolean answers(Psc psc) {
        try {
            return psc.endpoints().issuer().equals(psc.issuer());
        } catch (PscUnavailableException e) {
            return false; // not yet
        }
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
    public SSLContext tls() {
        return tls.context();
    }

    @Override
    public URI logIn(URI location, String person) throws Exception {
        try (TestBrowser browser = new TestBrowser(tls.context())) {
            return browser.logIn(location, "username", person, "password", "test");
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        await().atMost(Duration.ofMinutes(1)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        tls.close();
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
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static void save(KeyStore store, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, TestTls.PASSWORD.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
