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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pli as {@code ./pli operator} starts it, with the PostgreSQL of its own. */
final class PliContender implements Contender {

    private static final String DOMAIN = "bench.mssante.fr";
    private static final String LABORATORY = "1690000028"; // of nobody, as all that the IGC of the sandbox certifies
    private static final String POSTMASTER = "operator/data/postgres/data/postmaster.pid";

    private static final Account APPLICATION = new Account("resultats@" + DOMAIN, "");

    /** Tokens that outlive the run: two minutes, as at PSC, are shorter than it. */
    private static final Lifetimes A_RUN =
            new Lifetimes(Duration.ofHours(12), Duration.ofHours(12), Duration.ofHours(12), Duration.ofHours(12));

    /** One address makes all of the load. */
    private static final Map<String, String> LIMITS = Map.of(
            "pli.limits.connections-per-address", "20000",
            "pli.limits.sessions-per-bal", "20000",
            "pli.limits.sessions-per-person", "20000");

    private final TestIgc igc;
    private final Sandbox sandbox;
    private final List<Account> accounts;
    private final Credential certificate;
    private final ProcessGroup processes;

    private PliContender(
            TestIgc igc, Sandbox sandbox, List<Account> accounts, Credential certificate, ProcessGroup processes) {
        this.igc = igc;
        this.sandbox = sandbox;
        this.accounts = accounts;
        this.certificate = certificate;
        this.processes = processes;
    }

    /**
     * Starts it with a BAL for some of the professionals that PSC knows, named by their numbers so that every contender finds them.
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
            for (Professional holder : Professional.invented().subList(0, bals)) {
                String address = holder.id() + "@" + DOMAIN;
                api.createBal(address, "PER", holder.id());
                accounts.add(new Account(address, sandbox.psc().token(TokenKind.GOOD, holder.id())));
            }
            api.createBal(APPLICATION.address(), "APP", LABORATORY);
        }
        Credential certificate = sandbox.igc().application(LABORATORY).issue();
        ProcessGroup processes = ProcessGroup.of(List.of(folder.resolve(POSTMASTER)))
                .with(sandbox.operator().process());
        return new PliContender(igc, sandbox, List.copyOf(accounts), certificate, processes);
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
