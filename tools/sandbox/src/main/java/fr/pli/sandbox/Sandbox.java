package fr.pli.sandbox;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.ServiceProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the main job needs, on free ports of loopback and in one folder: a test IGC with CRL and OCSP, a PSC stand-in, a liste
 * blanche, an operator in a process of its own with its PostgreSQL, and the BAL of {@link People}; on demand a second operator.
 */
public final class Sandbox implements AutoCloseable {

    /** The name that the operator's certificate carries. */
    public static final String HOST = "localhost";

    private final Path folder;
    private final TestIgc igc;
    private final ProSanteConnect psc;
    private final Espace espace;
    private final SandboxSettings settings;
    private final int neighbourPort;
    private volatile OperatorProcess operator;

    private Sandbox(
            Path folder,
            TestIgc igc,
            ProSanteConnect psc,
            Espace espace,
            SandboxSettings settings,
            int neighbourPort,
            OperatorProcess operator) {
        this.folder = folder;
        this.igc = igc;
        this.psc = psc;
        this.espace = espace;
        this.settings = settings;
        this.neighbourPort = neighbourPort;
        this.operator = operator;
    }

    /**
     * Starts all of it and creates the BAL.
     *
     * @param folder holds certificates, data and logs
     * @param extra keys of the operator's configuration, over those of the sandbox
     */
    static Sandbox start(Path folder, Map<String, String> extra) throws IOException, InterruptedException {
        return start(folder, SandboxSettings.quick(extra));
    }

    /**
     * The same with other options for the operator's Java.
     *
     * @throws IOException if a part does not start; the message holds the end of its log
     */
    public static Sandbox start(Path folder, Map<String, String> extra, List<String> java)
            throws IOException, InterruptedException {
        SandboxSettings quick = SandboxSettings.quick(extra);
        return start(folder, new SandboxSettings(extra, java, quick.environment(), quick.psc()));
    }

    /**
     * The same, with all that may differ.
     *
     * @throws IOException if a part does not start; the message holds the end of its log
     */
    public static Sandbox start(Path folder, SandboxSettings settings) throws IOException, InterruptedException {
        TestIgc igc = TestIgc.create();
        igc.write(folder.resolve("igc"));
        Credential own = igc.server(HOST, "127.0.0.1").issue();
        own.write(folder.resolve("igc"), "operator");
        Credential neighbour = Neighbour.certificate(igc).issue();
        neighbour.write(folder.resolve("igc"), "neighbour");
        ProSanteConnect psc = ProSanteConnect.start(settings.psc());
        Files.writeString(folder.resolve("psc-secret"), ServiceProvider.OPERATOR.secret());
        Espace espace =
                Espace.open(igc).list(People.DOMAIN, own.certificate()).list(Neighbour.DOMAIN, neighbour.certificate());
        int neighbourPort = freePort();
        Map<String, String> keys = keys(folder, "operator", psc, espace);
        keys.put("pli.edc.port", String.valueOf(freePort()));
        keys.put("pli.edc.routes." + Neighbour.DOMAIN, "127.0.0.1:" + neighbourPort);
        keys.putAll(settings.keys());
        SandboxSettings all = new SandboxSettings(keys, settings.java(), settings.environment(), settings.psc());
        OperatorProcess operator = OperatorProcess.start(folder.resolve("operator"), all);
        Sandbox sandbox = new Sandbox(folder, igc, psc, espace, all, neighbourPort, operator);
        try (OperatorClient client = sandbox.api()) {
            populate(client);
        }
        return sandbox;
    }

    /** The authority that issues certificates here. */
    public TestIgc igc() {
        return igc;
    }

    /** Pro Santé Connect, or what stands in for it. */
    public ProSanteConnect psc() {
        return psc;
    }

    /** The operator. */
    public OperatorProcess operator() {
        return operator;
    }

    /** Where certificates, data and logs are. */
    public Path folder() {
        return folder;
    }

    /** The authorities that clients trust, PEM. */
    public Path trust() {
        return folder.resolve("igc/bundle.pem");
    }

    /** The operator's REST API. */
    public OperatorClient api() throws IOException {
        return new OperatorClient(operator.port("api"), folder.resolve("operator/data/api-tokens"));
    }

    /**
     * Starts the operator once more over the same data, after it was stopped or killed; its listeners have other ports then.
     *
     * @throws IOException if it does not start; the message holds the end of its log
     */
    public void startOperatorAgain() throws IOException, InterruptedException {
        operator = OperatorProcess.start(folder.resolve("operator"), settings);
    }

    /** A second operator node over the same database. */
    OperatorProcess secondNode(Map<String, String> database) throws IOException, InterruptedException {
        Map<String, String> other = new LinkedHashMap<>(settings.keys());
        other.putAll(database);
        other.put("pli.edc.port", "0");
        return OperatorProcess.start(folder.resolve("operator-2"), SandboxSettings.quick(other));
    }

    /** Starts the operator of {@link Neighbour#DOMAIN}, with a database and BAL of its own. */
    public Neighbour startNeighbour() throws IOException, InterruptedException {
        Map<String, String> keys = keys(folder, "neighbour", psc, espace);
        keys.put("pli.edc.port", String.valueOf(neighbourPort));
        keys.put("pli.edc.routes." + People.DOMAIN, "127.0.0.1:" + operator.port("exchange"));
        return Neighbour.start(folder.resolve("neighbour"), SandboxSettings.quick(keys));
    }

    /** A certificate with its key, also written into the folder under this name. */
    Credential write(Credential credential, String name) throws IOException {
        credential.write(folder.resolve("igc"), name);
        return credential;
    }

    @Override
    public void close() {
        operator.close();
        espace.close();
        psc.close();
        igc.close();
    }

    /** A port that stays the same when an operator starts again. */
    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Map<String, String> keys(Path folder, String operator, ProSanteConnect psc, Espace espace) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("pli.host-name", HOST);
        keys.put("pli.data-folder", "data");
        keys.put(
                "pli.tls.certificate",
                folder.resolve("igc/" + operator + ".pem").toString());
        keys.put("pli.tls.key", folder.resolve("igc/" + operator + "-key.pem").toString());
        keys.put("pli.igc.anchors", folder.resolve("igc/bundle.pem").toString());
        keys.put("pli.igc.accept-test-certificates", "true");
        keys.put("pli.igc.crl-refresh", "PT1S"); // so that a revocation shows at once
        keys.put("pli.psc.issuer", psc.issuer().toString());
        keys.put("pli.psc.discovery", psc.discovery().toString());
        keys.put("pli.psc.client-id", ServiceProvider.OPERATOR.clientId());
        keys.put("pli.psc.client-secret-file", folder.resolve("psc-secret").toString());
        keys.put("pli.liste-blanche.url", espace.url().toString());
        keys.put("pli.liste-blanche.min-domains", "1");
        keys.put("pli.edc.address", "127.0.0.1");
        keys.put("pli.edc.retry.first", "2s");
        keys.put("server.port", "0");
        keys.put("pli.autoconfig.address", "127.0.0.1");
        keys.put("pli.autoconfig.port", "0");
        for (String listener : List.of("persons", "applications")) {
            keys.put("pli.api." + listener + ".address", "127.0.0.1");
            for (String protocol : List.of("imap", "imaps", "submission", "submissions")) {
                keys.put("pli.api." + listener + "." + protocol + "-port", "0");
            }
        }
        return keys;
    }

    private static void populate(OperatorClient api) throws IOException, InterruptedException {
        api.addDomain(People.DOMAIN);
        for (People.Professional one :
                List.of(People.MARIE, People.PAUL, People.CLAIRE, People.YOUSSEF, People.JEANNE)) {
            api.createBal(one.bal().toString(), "PER", one.id());
        }
        api.createBal(People.CARDIOLOGY.toString(), "ORG", People.HOSPITAL);
        api.grant(People.CARDIOLOGY.toString(), People.CLAIRE.id(), "READ", "WRITE", "SEND");
        api.grant(People.CARDIOLOGY.toString(), People.YOUSSEF.id(), "READ", "WRITE");
        api.createBal(People.RESULTS.toString(), "APP", People.LABORATORY);
        api.createBal(People.ARCHIVE.toString(), "APP", People.LABORATORY);
    }
}
