package fr.pli.bench;

import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Professional;
import fr.pli.prosanteconnect.ServiceProvider;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.sandbox.OperatorClient;
import fr.pli.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Pli as {@code ./pli operator} starts it, with the PostgreSQL of its own. */
final class PliContender implements Contender {

    private static final String DOMAIN = "bench.mssante.fr";
    private static final String POSTMASTER = "operator/data/postgres/data/postmaster.pid";

    /** Tokens that outlive the run: two minutes, as at PSC, are shorter than it. */
    private static final Lifetimes A_RUN =
            new Lifetimes(Duration.ofHours(12), Duration.ofHours(12), Duration.ofHours(12), Duration.ofHours(12));

    /** One address makes all of the load. */
    private static final Map<String, String> LIMITS = Map.of(
            "pli.limits.connections-per-address", "20000",
            "pli.limits.sessions-per-bal", "20000",
            "pli.limits.sessions-per-person", "20000");

    private final Sandbox sandbox;
    private final List<Account> accounts;
    private final ProcessGroup processes;

    private PliContender(Sandbox sandbox, List<Account> accounts, ProcessGroup processes) {
        this.sandbox = sandbox;
        this.accounts = accounts;
        this.processes = processes;
    }

    /** Starts it with a BAL for some of the professionals that PSC knows, named by their numbers so that every contender finds them. @param java options of its Java */
    static PliContender start(Path folder, int bals, List<String> java) throws IOException, InterruptedException {
        Sandbox sandbox = Sandbox.start(folder, LIMITS, java);
        sandbox.psc().lifetimes(A_RUN);
        List<Account> accounts = new ArrayList<>();
        try (OperatorClient api = sandbox.api()) {
            api.addDomain(DOMAIN);
            for (Professional holder : Professional.invented().subList(0, bals)) {
                String address = holder.id() + "@" + DOMAIN;
                api.createBal(address, "PER", holder.id());
                accounts.add(new Account(address, sandbox.psc().token(TokenKind.GOOD, holder.id())));
            }
        }
        ProcessGroup processes = ProcessGroup.of(List.of(folder.resolve(POSTMASTER)))
                .with(sandbox.operator().process());
        return new PliContender(sandbox, List.copyOf(accounts), processes);
    }

    /** The world that it stands in, for a peer to stand in too. */
    PostfixDovecot.World world() {
        Path igc = sandbox.folder().resolve("igc");
        ServiceProvider operator = ServiceProvider.OPERATOR;
        String introspection = sandbox.psc()
                        .issuer()
                        .toString()
                        .replace("://", "://" + operator.clientId() + ":" + operator.secret() + "@")
                + "/protocol/openid-connect/token/introspect";
        return new PostfixDovecot.World(
                DOMAIN, igc.resolve("operator.pem"), igc.resolve("operator-key.pem"), introspection);
    }

    @Override
    public String name() {
        return "Pli";
    }

    @Override
    public int port(Service service) {
        return sandbox.operator().port("persons." + service.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    @Override
    public Usage usage() {
        return processes.usage();
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
