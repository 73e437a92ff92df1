package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All listeners of an operator, looked at from outside with the {@code openssl} program. */
class TlsScanTest {

    private static final List<String> SUITES_12 = List.of(
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "DHE-RSA-AES256-GCM-SHA384",
            "DHE-RSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES256-SHA384",
            "ECDHE-RSA-AES128-SHA256");
    private static final List<String> SUITES_13 = List.of(
            "TLS_AES_128_CCM_8_SHA256",
            "TLS_AES_128_CCM_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_256_GCM_SHA384");
    private static final List<String> GROUPS =
            List.of("ffdhe2048", "X448", "secp521r1", "X25519", "secp384r1", "prime256v1");
    private static final Pattern SUITE = Pattern.compile("Cipher is ([A-Z0-9_-]+)");
    private static final Pattern GROUP = Pattern.compile("Server Temp Key: (?:ECDH, )?(\\w+)");
    private static final Pattern IN_CHAIN = Pattern.compile("(?m)^ \\d s:(.*)\n   i:(.*)$");
    private static final String ANY_OLD = "ALL:@SECLEVEL=0";

    @TempDir
    static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        Openssl.need();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        sandbox = Sandbox.start(folder, Map.of());
        for (String listener : List.of("persons.imaps", "applications.imaps")) {
            Awaitility.await().until(() -> openssl(listener).visit("-status").contains("OCSP Response Status"));
        }
    }

    @AfterAll
    static void stop() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    static Stream<String> connections() {
        return Stream.of("persons.", "applications.")
                .flatMap(kind ->
                        Stream.of("imap", "imaps", "submission", "submissions").map(kind::concat));
    }

    @ParameterizedTest
    @Requirement("ECO.1.1.2")
    @MethodSource("connections")
    void nothing_older_than_tls_1_2_is_served(String listener) throws Exception {
        assertThat(openssl(listener).visit("-tls1_1", "-cipher", ANY_OLD)).contains("alert protocol version");
        assertThat(openssl(listener).visit("-tls1", "-cipher", ANY_OLD)).contains("alert protocol version");
        try (LineClient client = new OperatorConnections(sandbox.operator(), sandbox.trust()).beforeTls(listener)) {
            assertThat(client.answer(helloOfSsl3())).startsWith(21, 3); // an alert
        }
    }

    @ParameterizedTest
    @Requirement("ECO.1.1.3")
    @MethodSource("connections")
    void tls_1_2_has_the_suites_of_the_list_and_the_server_s_order_decides(String listener) throws Exception {
        List<String> offered = Openssl.suites12();
        assertThat(offered).hasSizeGreaterThan(50).containsAll(SUITES_12);

        assertThat(choices(listener, SUITE, offered, "-tls1_2", "-cipher")).isEqualTo(SUITES_12);
    }

    /** All three are as strong, and the client's order decides among them, for it knows which one its processor is good at. */
    @ParameterizedTest
    @MethodSource("connections")
    void tls_1_3_has_three_suites(String listener) throws Exception {
        assertThat(choices(listener, SUITE, SUITES_13, "-tls1_3", "-ciphersuites"))
                .isEqualTo(SUITES_13.subList(2, SUITES_13.size()));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void groups_are_those_of_the_list_and_the_server_s_order_decides(String listener) throws Exception {
        assertThat(choices(listener, GROUP, GROUPS, "-tls1_3", "-groups"))
                .containsExactly("prime256v1", "secp384r1", "X25519");
    }

    @ParameterizedTest
    @Requirement("ECO.1.1.4")
    @MethodSource("connections")
    void chain_is_complete_and_without_its_root(String listener) throws Exception {
        String said = new Openssl(listener, sandbox.operator().port(listener), folder.resolve("igc/root.pem"))
                .visit("-verify_hostname", Sandbox.HOST, "-verify_return_error");

        assertThat(said).contains("Verification: OK", "Verified peername: " + Sandbox.HOST);
        assertThat(IN_CHAIN.matcher(said).results())
                .hasSize(2)
                .noneMatch(one -> one.group(1).equals(one.group(2)));
    }

    @ParameterizedTest
    @MethodSource("connections")
    void each_version_has_a_staple_no_compression_and_no_other_protocol(String listener) throws Exception {
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            assertThat(openssl(listener).visit(version, "-status", "-alpn", "h2,imap,smtp"))
                    .contains("OCSP Response Status: successful (0x0)", "Cert Status: good")
                    .contains("Peer signing digest: SHA256", "Peer signature type: RSA-PSS")
                    .contains("Compression: NONE", "No ALPN negotiated");
        }
    }

    @ParameterizedTest
    @MethodSource("connections")
    void second_handshake_is_refused_and_the_first_one_is_safe_from_it(String listener) throws Exception {
        assertThat(openssl(listener).handshakeTwice())
                .contains("Secure Renegotiation IS supported", "Extended master secret: yes")
                .contains("RENEGOTIATING", "alert no renegotiation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void session_is_resumed_at_all_doors_of_its_kind_and_at_none_of_the_other(String version) throws Exception {
        for (String kind : List.of("persons.", "applications.")) {
            String session = folder.resolve(kind + version).toString();
            assertThat(openssl(kind + "imaps").visit(version, "-sess_out", session))
                    .contains("New, TLSv1.");
            Predicate<String> isResumed =
                    listener -> visit(listener, version, "-sess_in", session).contains("Reused, TLSv1.");
            assertThat(connections().filter(isResumed))
                    .containsExactlyElementsOf(connections()
                            .filter(listener -> listener.startsWith(kind))
                            .toList());
        }
    }

    /** What the server takes of what is offered, one after the other, each time without what it has taken, until it refuses the rest. */
    private static List<String> choices(
            String listener, Pattern shown, List<String> offered, String version, String option) throws IOException {
        List<String> left = new ArrayList<>(offered);
        List<String> chosen = new ArrayList<>();
        Matcher choice = shown.matcher("");
        do {
            String list = String.join(":", left) + (option.equals("-cipher") ? ":@SECLEVEL=0" : "");
            choice.reset(openssl(listener).visit(version, option, list));
        } while (choice.find() && left.remove(choice.group(1)) && chosen.add(choice.group(1)));
        return chosen;
    }

    private static String visit(String listener, String... options) {
        try {
            return openssl(listener).visit(options);
        } catch (IOException e) {
            throw new AssertionError(listener, e);
        }
    }

    private static Openssl openssl(String listener) {
        return new Openssl(listener, sandbox.operator().port(listener), sandbox.trust());
    }

    /** The ClientHello of SSL 3.0 (RFC 6101 section 5.6.1.2), which openssl does not send any more. */
    private static byte[] helloOfSsl3() {
        byte[] hello = new byte[5 + 4 + 43];
        byte[] start = {22, 3, 0, 0, 47, 1, 0, 0, 43, 3, 0};
        byte[] end = {0, 0, 4, (byte) 0xC0, 0x13, 0, 0x2F, 1, 0};
        System.arraycopy(start, 0, hello, 0, start.length);
        System.arraycopy(end, 0, hello, hello.length - end.length, end.length);
        return hello;
    }
}
