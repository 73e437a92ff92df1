package fr.pli.operator;

import fr.pli.annuairestandin.AnnuaireStandIn;
import fr.pli.exchange.TrustSpace;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.mss.MssAddress;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.operator.wiring.Listeners;
import fr.pli.postgres.LocalPostgres;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.registry.Registry;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CrlState;
import fr.pli.tls.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * A whole operator in this JVM: real listeners, TLS, PostgreSQL and REST API, before a PSC stand-in and a test hierarchy of IGC Santé. One for
 * all tests of the run; it stops with the JVM. {@link People} are those who have BAL here.
 */
public final class House {

    private static final Path FOLDER = Path.of("target/house").toAbsolutePath();
    private static final House ONLY = start();

    private final TestIgc igc;
    private final ProSanteConnect psc;
    private final Neighbourhood neighbourhood;
    private final AnnuaireStandIn annuaire;
    private final ExistingSystem existing;
    private final ConfigurableApplicationContext operator;

    private House(
            TestIgc igc,
            ProSanteConnect psc,
            Neighbourhood neighbourhood,
            AnnuaireStandIn annuaire,
            ExistingSystem existing,
            ConfigurableApplicationContext operator) {
        this.igc = igc;
        this.psc = psc;
        this.neighbourhood = neighbourhood;
        this.annuaire = annuaire;
        this.existing = existing;
        this.operator = operator;
    }

    /** The one of this run. */
    public static House only() {
        return ONLY;
    }

    public TestIgc igc() {
        return igc;
    }

    ProSanteConnect psc() {
        return psc;
    }

    /** The other operators. */
    Neighbourhood neighbourhood() {
        return neighbourhood;
    }

    /** What stands in for the Annuaire. */
    AnnuaireStandIn annuaire() {
        return annuaire;
    }

    /** The mail system that was there before; nobody has started it. */
    ExistingSystem existing() {
        return existing;
    }

    /** A part of the operator. */
    public <T> T bean(Class<T> type) {
        return operator.getBean(type);
    }

    /** TLS of an entry point. */
    TlsContext tls(String name) {
        return operator.getBean(name, TlsContext.class);
    }

    /** The names of all listeners, {@code persons.imap}. */
    Set<String> listeners() {
        return bean(Listeners.class).ports().keySet();
    }

    /** Where a listener is. */
    InetSocketAddress listener(String name) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), bean(Listeners.class).ports().getOrDefault(name, -1));
    }

    /** The REST API as {@code admin}, {@code read} or {@code metrics}; as anybody else with a wrong token; as nobody with none. */
    public ApiClient api(String name) {
        if (operator instanceof ServletWebServerApplicationContext web && web.getWebServer() != null) {
            return new ApiClient(web.getWebServer().getPort(), name.isEmpty() ? "" : token(name));
        }
        throw new IllegalStateException("the operator serves no REST API");
    }

    private static String token(String name) {
        return name + "-0123456789abcdef0123456789abcdef";
    }

    /** The first column of what the database says to its administrator: the audit is not to be read by the operator itself. */
    public List<String> ask(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = admin();
                ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** Changes what only time would. */
    void change(String statement) throws SQLException {
        try (Connection connection = admin();
                Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    /** What the operator keeps on disk. */
    public static Path data() {
        return FOLDER.resolve("data");
    }

    /** Where the indicator files of a month are put. */
    static Path indicators() {
        return FOLDER.resolve("indicators");
    }

    /** Where the content of a BAL is kept before it is deleted. */
    static Path exports() {
        return FOLDER.resolve("exports");
    }

    /** Locks the operator out of its database, or lets it in again: then it is back when this returns. */
    void database(boolean reachable) throws SQLException {
        try (Connection connection = admin();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE pli " + (reachable ? "LOGIN" : "NOLOGIN"));
            if (!reachable) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pli'");
            }
        }
        if (reachable) {
            Awaitility.await().until(this::isServed);
        } else {
            List<MssAddress> all = ask("SELECT address FROM bal").stream()
                    .map(MssAddress::parse)
                    .toList();
            Awaitility.await().until(() -> areForgotten(all));
        }
    }

    /** All at once: each question waits its time for a connection. */
    private boolean areForgotten(List<MssAddress> addresses) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(addresses.stream()
                    .map(address -> (Callable<Boolean>) () -> isForgotten(address))
                    .toList())) {
                if (!one.get()) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether the operator, locked out, no longer remembers who may open that BAL. */
    private boolean isForgotten(MssAddress address) {
        try {
            bean(Registry.class).find(address);
            return false;
        } catch (StoreUnavailableException e) {
            return true;
        }
    }

    /** Whether the operator's pool, which waits a while after each failure, has a connection again. */
    private boolean isServed() {
        try (Connection connection = bean(DataSource.class).getConnection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Revokes a certificate and lets the operator read of it in the CRL. */
    void revoke(Credential credential) {
        igc.revoke(credential.certificate());
        bean(CertificateCheck.class).refresh();
    }

    /** Lets all CRL expire with no other to be had, so that OCSP alone can tell. */
    void loseCrls() {
        igc.publishCrls(Duration.ofSeconds(2));
        CertificateCheck check = bean(CertificateCheck.class);
        check.refresh();
        igc.crl().off();
        Awaitility.await().until(() -> check.crls().stream().noneMatch(CrlState::isCurrent));
    }

    /** Ends every outage. */
    void repair() throws SQLException {
        psc.outage(Outage.NONE);
        igc.ocsp().on();
        igc.crl().on();
        CertificateCheck check = bean(CertificateCheck.class);
        if (!check.crls().stream().allMatch(CrlState::isCurrent)) {
            igc.publishCrls(Duration.ofDays(7));
            check.refresh();
        }
        database(true);
    }

    private Connection admin() throws SQLException {
        var admin = bean(LocalPostgres.class).admin();
        return DriverManager.getConnection(admin.url().replaceFirst("[^/]*$", "pli"), admin.user(), admin.password());
    }

    private static House start() {
        try {
            FileSystemUtils.deleteRecursively(FOLDER);
            TestIgc igc = TestIgc.create();
            igc.write(FOLDER);
            igc.server("localhost", "127.0.0.1").issue().write(FOLDER, "operator");
            ProSanteConnect psc = ProSanteConnect.start(Options.defaults());
            Files.writeString(FOLDER.resolve("psc-secret"), ServiceProvider.OPERATOR.secret());
            Files.createDirectories(FOLDER.resolve("data"));
            Files.write(
                    FOLDER.resolve("data/api-tokens"),
                    List.of(
                            "admin=" + token("admin"),
                            "lecteur:read=" + token("read"),
                            "prometheus:metrics=" + token("metrics")));
            Neighbourhood neighbourhood = Neighbourhood.around(igc);
            AnnuaireStandIn annuaire = People.knownTo(AnnuaireStandIn.start("cle-de-test"));
            Files.writeString(FOLDER.resolve("annuaire-key"), "cle-de-test");
            ExistingSystem existing = ExistingSystem.prepare(FOLDER);
            Map<String, String> more = new LinkedHashMap<>(neighbourhood.keys());
            more.putAll(existing.keys());
            more.put("pli.annuaire.url", annuaire.base().toString());
            more.put("pli.annuaire.key-file", FOLDER.resolve("annuaire-key").toString());
            House house = new House(
                    igc,
                    psc,
                    neighbourhood,
                    annuaire,
                    existing,
                    SpringApplication.run(OperatorApplication.class, keys(psc, more)));
            People.moveIn(house);
            Awaitility.await()
                    .pollInSameThread() // any other waits for this class
                    .until(() -> house.bean(TrustSpace.class).list().isPresent());
            return house;
        } catch (IOException e) {
            throw new IllegalStateException("no house to test in", e);
        }
    }

    /** What an operator must say, and what lets several of them live on one machine. */
    private static String[] keys(ProSanteConnect psc, Map<String, String> more) {
        Map<String, String> keys = new LinkedHashMap<>(more);
        keys.put("pli.data-folder", FOLDER.resolve("data").toString());
        keys.put("pli.operator-name", "Hôpital A");
        keys.put("pli.operator-contact", "aide@ch-a.example");
        keys.put("pli.tls.certificate", FOLDER.resolve("operator.pem").toString());
        keys.put("pli.tls.key", FOLDER.resolve("operator-key.pem").toString());
        keys.put("pli.igc.anchors", FOLDER.resolve("bundle.pem").toString());
        keys.put("pli.igc.accept-test-certificates", "true");
        keys.put("pli.psc.issuer", psc.issuer().toString());
        keys.put("pli.psc.discovery", psc.discovery().toString());
        keys.put("pli.psc.client-id", ServiceProvider.OPERATOR.clientId());
        keys.put("pli.psc.client-secret-file", FOLDER.resolve("psc-secret").toString());
        keys.put("pli.auto-reply-address", "reponse.automatique@" + People.DOMAIN);
        keys.put("pli.store.pool-patience", "1s");
        keys.put("pli.size.max-message", "200000");
        keys.put("pli.mss14.export-folder", exports().toString());
        keys.put("pli.indicators.folder", indicators().toString());
        keys.put("server.port", "0");
        keys.put("pli.autoconfig.address", "127.0.0.1");
        keys.put("pli.autoconfig.port", "0");
        for (String kind : List.of("persons", "applications", "legacy")) {
            keys.put("pli.api." + kind + ".address", "127.0.0.1");
            for (String listener : List.of("imap", "imaps", "submission", "submissions")) {
                keys.put("pli.api." + kind + "." + listener + "-port", "0");
            }
        }
        return keys.entrySet().stream()
                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                .toArray(String[]::new);
    }
}
