package fr.pli.faults;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.prosanteconnect.Lifetimes;
import fr.pli.prosanteconnect.Options;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.Professional;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.sandbox.LineClient;
import fr.pli.sandbox.OperatorClient;
import fr.pli.sandbox.OperatorConnections;
import fr.pli.sandbox.OperatorProcess;
import fr.pli.sandbox.Sandbox;
import fr.pli.sandbox.SandboxSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where it happens: an operator with its PostgreSQL, a PSC at the end of a cable, an IGC, some BAL and who may open them. */
final class Site implements AutoCloseable {

    static final String DOMAIN = "faults.mssante.fr";

    private static final int PERSONS = 4;
    private static final String PSC_NAME = "localhost";
    private static final String CABLE = "127.0.0.2";
    private static final String LABORATORY = "1690000028"; // of nobody, as all that the IGC of the sandbox certifies
    private static final String OTHER_STRUCTURE = "1590000035";
    private static final String APPLICATION = "resultats@" + DOMAIN;

    /** Tokens that outlive the run: two minutes, as at PSC, are shorter than it. */
    private static final Lifetimes A_DAY =
            new Lifetimes(Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24));

    private final Relay cable;
    private final Sandbox sandbox;
    private final Fault.Where postgres;
    private final List<Person> persons;
    private final Credential application;
    private final Credential stranger;

    private Site(Relay cable, Sandbox sandbox, Fault.Where postgres, List<Person> persons) {
        this.postgres = postgres;
        this.cable = cable;
        this.sandbox = sandbox;
        this.persons = persons;
        this.application = sandbox.igc().application(LABORATORY).issue();
        this.stranger = sandbox.igc().application(OTHER_STRUCTURE).issue();
    }

    /** Starts it all in a folder. */
    static Site start(Path folder, Fault.Preparation preparation) throws IOException, InterruptedException {
        Map<String, String> keys = new HashMap<>(Map.of(
                "pli.psc.cache", "1s", // so that log-ins ask PSC, and feel what happens to it
                "pli.limits.sessions-per-bal", "1000",
                "pli.limits.sessions-per-person", "1000"));
        keys.putAll(preparation.keys());
        List<String> java = new ArrayList<>(OperatorProcess.QUICK);
        // PSC has a name here, which the operator alone takes for the near end of the cable; all else has numbers
        Path hosts = Files.writeString(
                Files.createDirectories(folder).resolve("hosts"),
                CABLE + " " + PSC_NAME + "\n127.0.0.1 " + machine() + "\n");
        java.add("-Djdk.net.hosts.file=" + hosts);
        Options there = Options.defaults();
        Options named = new Options(
                PSC_NAME, 0, 0, 0, A_DAY, there.serviceProviders(), there.professionals(), Optional.empty());
        Sandbox sandbox = Sandbox.start(folder, new SandboxSettings(keys, java, preparation.environment(), named));
        int port = sandbox.psc().issuer().getPort();
        Relay cable = new Relay(new InetSocketAddress(InetAddress.ofLiteral(CABLE), port), port);
        Path own = data(folder).resolve("postgres");
        return new Site(cable, sandbox, preparation.elsewhere().orElse(() -> Postgres.of(own)), populate(sandbox));
    }

    private static String machine() throws IOException {
        return InetAddress.getLocalHost().getHostName();
    }

    private static List<Person> populate(Sandbox sandbox) throws IOException, InterruptedException {
        List<Person> persons = new ArrayList<>();
        try (OperatorClient api = sandbox.api()) {
            api.addDomain(DOMAIN);
            for (Professional one : Professional.invented().subList(0, PERSONS)) {
                String bal = "p" + one.id() + "@" + DOMAIN;
                api.createBal(bal, "PER", one.id());
                persons.add(new Person(one.id(), bal, sandbox.psc().token(TokenKind.GOOD, one.id())));
            }
            api.createBal(APPLICATION, "APP", LABORATORY);
        }
        return List.copyOf(persons);
    }

    /** The operator that runs now, or ran last. */
    OperatorProcess operator() {
        return sandbox.operator();
    }

    /** Starts the operator again, on what it left. */
    void startOperatorAgain() throws IOException, InterruptedException {
        sandbox.startOperatorAgain();
    }

    /** The operator's REST API. */
    OperatorClient api() throws IOException {
        return sandbox.api();
    }

    /** The PostgreSQL that counts now. */
    Postgres postgres() throws IOException {
        return postgres.now();
    }

    /** The folder of the operator's data. */
    static Path data(Path folder) {
        return folder.resolve("operator/data");
    }

    Path folder() {
        return sandbox.folder();
    }

    ProSanteConnect psc() {
        return sandbox.psc();
    }

    /** What the operator reaches PSC by. */
    Relay cable() {
        return cable;
    }

    TestIgc igc() {
        return sandbox.igc();
    }

    /** All clients for one bout of load, by name. */
    Map<String, Actor> actors(Post post, Ledger ledger) {
        List<String> bals = persons.stream().map(Person::bal).toList();
        Map<String, Actor> actors = new HashMap<>();
        for (int n = 0; n < PERSONS; n++) {
            Person person = persons.get(n);
            actors.put(
                    "submitter-" + n, new Submitter(person.bal(), bals, () -> submission(person), true, post, ledger));
            actors.put("appender-" + n, new Appender(person, () -> imap(person), post, ledger));
            actors.put("gardener-" + n, new Gardener(person, () -> imap(person), ledger));
        }
        actors.put(
                "application", new Submitter(APPLICATION, bals, () -> application(application), false, post, ledger));
        actors.put(
                "visitor",
                new Submitter(bals.getFirst(), bals, () -> submission(persons.getFirst()), false, post, ledger));
        return actors;
    }

    /** Clients that must not be let in. */
    Intruder intruder(Ledger ledger) {
        Person one = persons.get(0);
        Person other = persons.get(1);
        String forged = sandbox.psc().token(TokenKind.FORGED, one.id());
        String expired = sandbox.psc().token(TokenKind.EXPIRED, one.id());
        return new Intruder(
                List.of(
                        attempt(
                                "the token of another, IMAP",
                                () -> imap(new Person(one.id(), other.bal(), one.token()))),
                        attempt(
                                "the token of another, SMTP",
                                () -> submission(new Person(one.id(), other.bal(), one.token()))),
                        attempt("a forged token", () -> imap(new Person(one.id(), one.bal(), forged))),
                        attempt("an expired token", () -> submission(new Person(one.id(), one.bal(), expired))),
                        attempt("the certificate of another structure", () -> application(stranger))),
                ledger);
    }

    /** Looks into the database, as whoever may see everything. */
    Connection database() throws IOException, SQLException {
        return postgres().connect();
    }

    private static Intruder.Attempt attempt(String name, Wire.Opening opening) {
        return new Intruder.Attempt(name, opening);
    }

    private OperatorConnections connections() {
        return new OperatorConnections(sandbox.operator(), sandbox.trust());
    }

    private LineClient submission(Person person) throws IOException {
        LineClient client = connections().submissions("persons", Optional.empty());
        return granted(client, client.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(person.bal(), person.token())));
    }

    private LineClient application(Credential certificate) throws IOException {
        LineClient client = connections().submissions("applications", Optional.of(certificate));
        return granted(client, client.smtp("AUTH PLAIN " + LineClient.plain(APPLICATION)));
    }

    /** A refusal of XOAUTH2 comes in two steps, an empty line between them. */
    private static LineClient granted(LineClient client, String reply) throws IOException {
        try {
            Temporary.smtp(reply.startsWith("334") ? client.smtp("") : reply, "235");
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private LineClient imap(Person person) throws IOException {
        LineClient client = connections().imaps("persons", Optional.empty());
        try {
            String answer =
                    client.imap("l", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(person.bal(), person.token()));
            if (answer.startsWith("+")) {
                client.send("");
                answer = client.tagged("l");
            }
            Temporary.imap(answer, "OK");
            return client;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        cable.close();
    }
}
