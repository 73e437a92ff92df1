package fr.pli.sandbox;

import fr.pli.igc.CertificateOrder;
import fr.pli.igc.TestIgc;
import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The second operator of a sandbox: a process, a database and BAL of its own. */
public final class Neighbour implements AutoCloseable {

    /** What it is the operator of. */
    public static final String DOMAIN = "voisin.mssante.fr";

    /** Two professionals who have a BAL there; the first has one at the first operator too. */
    static final People.Professional CLAIRE =
            new People.Professional(People.CLAIRE.id(), new MssAddress("claire.petit", DOMAIN));

    static final People.Professional JEANNE =
            new People.Professional(People.JEANNE.id(), new MssAddress("jeanne.roux", DOMAIN));

    private final Path folder;
    private final SandboxSettings settings;
    private OperatorProcess operator;

    private Neighbour(Path folder, SandboxSettings settings, OperatorProcess operator) {
        this.folder = folder;
        this.settings = settings;
        this.operator = operator;
    }

    /** The name that its certificate has, whoever issues it. */
    static CertificateOrder certificate(TestIgc igc) {
        return igc.server(Sandbox.HOST, "127.0.0.1").organization("CLINIQUE VOISINE", "Loiret (45)");
    }

    /** Starts it and creates its BAL. */
    static Neighbour start(Path folder, SandboxSettings settings) throws IOException, InterruptedException {
        Neighbour neighbour = new Neighbour(folder, settings, OperatorProcess.start(folder, settings));
        try (OperatorClient api = neighbour.api()) {
            api.addDomain(DOMAIN);
            for (People.Professional one : List.of(CLAIRE, JEANNE)) {
                api.createBal(one.bal().toString(), "PER", one.id());
            }
        }
        return neighbour;
    }

    /** Its process. */
    public OperatorProcess operator() {
        return operator;
    }

    /** Its REST API. */
    public OperatorClient api() throws IOException {
        return new OperatorClient(operator.port("api"), folder.resolve("data/api-tokens"));
    }

    /** Starts it once more over the same data, after it was stopped or killed; its port for other operators stays. */
    public void startAgain() throws IOException, InterruptedException {
        operator = OperatorProcess.start(folder, settings);
    }

    @Override
    public void close() {
        operator.close();
    }
}
