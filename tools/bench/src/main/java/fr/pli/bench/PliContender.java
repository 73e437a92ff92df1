package fr.pli.bench;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Professional;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.sandbox.OperatorClient;
import fr.pli.sandbox.Sandbox;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pli as {@code ./pli operator} starts it, with the PostgreSQL of its own. */
final class PliContender implements Contender {

    private static final String DOMAIN = "bench.mssante.fr";
    private static final String LABORATORY = "1690000028"; // of nobody, as all that the IGC of the sandbox certifies
    private static final String POSTGRES = "operator/data/postgres";
    private static final String POSTMASTER = POSTGRES + "/data/postmaster.pid";

    /** Of the generations of the serial collector; the metaspace has another form. */
    private static final Pattern HEAP_USED = Pattern.compile("(?:DefNew|Tenured) +total \\d+K, used (\\d+)K");

    private static final Account APPLICATION = new Account("resultats@" + DOMAIN, "");

    /** Tokens that outlive the run: two minutes, as at PSC, are shorter than it. */
    private static final Lifetimes A_RUN =
            new Lifetimes(Duration.ofHours(12), Duration.ofHours(12), Duration.ofHours(12), Duration.ofHours(12));

    /** One address makes all of the load, and one BAL takes most of it. */
    private static final Map<String, String> LIMITS = Map.of(
            "pli.bal.max-messages", "2000000",
            "pli.limits.connections-per-address", "20000",
            "pli.limits.sessions-per-bal", "20000",
            "pli.limits.sessions-per-person", "20000");

    private final TestIgc igc;
    private final Sandbox sandbox;
    private final List<Account> accounts;
    private final Credential certificate;
    private ProcessGroup processes;

    private PliContender(TestIgc igc, Sandbox sandbox, List<Account> accounts, Credential certificate)
            throws IOException {
        this.igc = igc;
        this.sandbox = sandbox;
        this.accounts = accounts;
        this.certificate = certificate;
        this.processes = processes(sandbox);
    }

    /**
     * Starts it with some BAL of the professionals that PSC knows, in turn, named by their numbers so that every contender finds them.
     *
     * @param keys of its certificate
     * @param java options of its Java
     */
    static PliContender start(Path folder, int bals, KeyKind keys, List<String> java)
            throws IOException, InterruptedException {
        Path certificates = Files.createDirectories(folder.resolve("server"));
        TestIgc igc = TestIgc.create();
        igc.server(Sandbox.HOST, "127.0.0.1").key(keys).issue().write(certificates, "server");
        Map<String, String> extra = new HashMap<>(LIMITS);
        extra.put("pli.tls.certificate", certificates.resolve("server.pem").toString());
        extra.put("pli.tls.key", certificates.resolve("server-key.pem").toString());
        Sandbox sandbox = Sandbox.start(folder, extra, java);
        sandbox.psc().lifetimes(A_RUN);
        List<Account> accounts = new ArrayList<>();
        try (OperatorClient api = sandbox.api()) {
            api.addDomain(DOMAIN);
            List<Professional> holders = Professional.invented();
            for (int n = 0; n < bals; n++) {
                String holder = holders.get(n % holders.size()).id();
                String address = holder + (n < holders.size() ? "" : "-" + n / holders.size()) + "@" + DOMAIN;
                api.createBal(address, "PER", holder);
                accounts.add(new Account(address, sandbox.psc().token(TokenKind.GOOD, holder)));
            }
            api.createBal(APPLICATION.address(), "APP", LABORATORY);
        }
        Credential certificate = sandbox.igc().application(LABORATORY).issue();
        return new PliContender(igc, sandbox, List.copyOf(accounts), certificate);
    }

    private static ProcessGroup processes(Sandbox sandbox) throws IOException {
        return ProcessGroup.of(List.of(sandbox.folder().resolve(POSTMASTER)))
                .with(sandbox.operator().process());
    }

    /** Stops the operator, as its init system would. */
    void stop() {
        sandbox.operator().close();
    }

    /** Starts it again. */
    void start() throws IOException, InterruptedException {
        sandbox.startOperatorAgain();
        processes = processes(sandbox);
    }

    /** Its REST API. */
    OperatorClient api() throws IOException {
        return sandbox.api();
    }

    /** A connection to its PostgreSQL, as the administrator. */
    Connection postgres() throws IOException, SQLException {
        Properties passwords = new Properties();
        try (Reader in = Files.newBufferedReader(sandbox.folder().resolve(POSTGRES + "/passwords.properties"))) {
            passwords.load(in);
        }
        String port = Files.readAllLines(sandbox.folder().resolve(POSTMASTER)).get(3); // as postgres(1) writes it
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/pli", "postgres", passwords.getProperty("admin"));
    }

    /** Has its Java collect all garbage. Returns what it keeps, MB. */
    double collectGarbage() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        double kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        return kilobytes * 1024 / 1e6;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(sandbox.operator().process().pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + said);
        }
        return said;
    }

    /** Its log. */
    Path log() {
        return sandbox.operator().log();
    }

    /** The world that it stands in, for a peer to stand in too. */
    PostfixDovecot.World world() {
        Path certificates = sandbox.folder().resolve("server");
        ServiceProvider operator = ServiceProvider.OPERATOR;
        String introspection = sandbox.psc()
                        .issuer()
                        .toString()
                        .replace("://", "://" + operator.clientId() + ":" + operator.secret() + "@")
                + "/protocol/openid-connect/token/introspect";
        return new PostfixDovecot.World(
                DOMAIN,
                certificates.resolve("server.pem"),
                certificates.resolve("server-key.pem"),
                sandbox.trust(),
                introspection,
                APPLICATION,
                certificate);
    }

    @Override
    public String name() {
        return "Pli";
    }

    @Override
    public int port(Service service) {
        return sandbox.operator()
                .port(
                        switch (service) {
                            case IMAPS -> "persons.imaps";
                            case SUBMISSIONS -> "persons.submissions";
                            case APPLICATION_IMAPS -> "applications.imaps";
                        });
    }

    @Override
    public Account application() {
        return APPLICATION;
    }

    @Override
    public Credential certificate() {
        return certificate;
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    /** Nothing to forget: an index of a mailbox is what a node read when it was first selected. */
    @Override
    public void forget(Account account) {}

    @Override
    public Usage usage() {
        return processes.usage();
    }

    @Override
    public void close() {
        sandbox.close();
        igc.close();
    }
}
