package fr.pli.sandbox;

import fr.pli.annuairestandin.AnnuaireStandIn;
import fr.pli.igc.CertificateOrder;
import fr.pli.igc.TestIgc;
import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The second operator of a sandbox: a process, a database and BAL of its own. */
public final class Neighbour implements AutoCloseable {

    /** What it is the operator of. */
    public static final String DOMAIN = "voisin.mssante.fr";

    /** Two professionals who have a BAL there; the first has one at the first operator too. */
    static final People.Professional CLAIRE =
            new People.Professional(People.CLAIRE.id(), new MssAddress("claire.petit", DOMAIN));

    static final People.Professional JEANNE =
            new People.Professional(People.JEANNE.id(), new MssAddress("jeanne.roux", DOMAIN));

    private static final String KEY = "cle-du-bac-a-sable";

    private final Path folder;
    private final SandboxSettings settings;
    private final AnnuaireStandIn annuaire;
    private final PlainMailServer house;
    private OperatorProcess operator;

    private Neighbour(
            Path folder,
            SandboxSettings settings,
            AnnuaireStandIn annuaire,
            PlainMailServer house,
            OperatorProcess operator) {
        this.folder = folder;
        this.settings = settings;
        this.annuaire = annuaire;
        this.house = house;
        this.operator = operator;
    }

    /** The name that its certificate has, whoever issues it. */
    static CertificateOrder certificate(TestIgc igc) {
        return igc.server(Sandbox.HOST, "127.0.0.1").organization("CLINIQUE VOISINE", "Loiret (45)");
    }

    /** Starts it and creates its BAL. */
    static Neighbour start(Path folder, SandboxSettings settings) throws IOException, InterruptedException {
        AnnuaireStandIn annuaire = AnnuaireStandIn.start(KEY);
        for (People.Professional one : List.of(People.MARIE, People.PAUL, CLAIRE, People.YOUSSEF, JEANNE)) {
            annuaire.professional(one.id(), "DE TEST", "Personne");
        }
        PlainMailServer house = PlainMailServer.start();
        Files.createDirectories(folder);
        Map<String, String> keys = new LinkedHashMap<>(settings.keys());
        keys.put("pli.annuaire.url", annuaire.base().toString());
        keys.put(
                "pli.annuaire.key-file",
                Files.writeString(folder.resolve("annuaire-key"), KEY).toString());
        keys.put("pli.contact.smtp", house.address());
        keys.put("pli.mss14.export-folder", folder.resolve("exports").toString());
        keys.put("pli.indicators.folder", folder.resolve("indicators").toString());
        // a life of seconds, so that a play can show it; the job runs when it is asked to
        keys.put("pli.mss14.daily", "false");
        keys.put("pli.mss19.unpublish-after", "3s");
        keys.put("pli.mss14.notices", "5s,6s,7s");
        keys.put("pli.mss14.inactivity", "9s");
        SandboxSettings all = new SandboxSettings(keys, settings.java(), settings.environment(), settings.psc());
        Neighbour neighbour = new Neighbour(folder, all, annuaire, house, OperatorProcess.start(folder, all));
        try (OperatorClient api = neighbour.api()) {
            api.addDomain(DOMAIN);
            for (People.Professional one : List.of(CLAIRE, JEANNE)) {
                api.createBal(one.bal().toString(), "PER", one.id());
            }
        }
        return neighbour;
    }

    /** The Annuaire that it feeds. */
    AnnuaireStandIn annuaire() {
        return annuaire;
    }

    /** The ordinary mail server of its house, outside MSSanté. */
    PlainMailServer house() {
        return house;
    }

    /** Where its data is. */
    Path folder() {
        return folder;
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
    public void close() throws IOException {
        operator.close();
        annuaire.close();
        house.close();
    }
}
