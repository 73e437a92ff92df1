package fr.pli.bench;

import fr.pli.igc.Credential;
import fr.pli.postfixdovecot.MailPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's Postfix with Dovecot, as an operator would otherwise run them: submission and IMAP inside TLS, XOAUTH2 with introspection at the
 * same PSC, delivery by LMTP into maildir, every message on disk before it is accepted and before it is delivered. Needs root, as they do.
 */
final class PostfixDovecot implements Contender {

    private final Path folder;
    private final World world;
    private final List<Account> accounts;
    private final int imaps;
    private final int submissions;
    private final MailPrograms programs;
    private final ProcessGroup processes;

    private PostfixDovecot(
            Path folder, World world, List<Account> accounts, int imaps, int submissions, MailPrograms programs)
            throws IOException {
        this.folder = folder;
        this.world = world;
        this.accounts = accounts;
        this.imaps = imaps;
        this.submissions = submissions;
        this.programs = programs;
        this.processes = ProcessGroup.of(programs.pidFiles());
    }

    /** What both need to know of the world around them. */
    record World(
            String domain,
            Path certificate,
            Path key,
            Path trust,
            String introspection,
            Account application,
            Credential applicationCertificate) {}

    /**
     * Starts both.
     *
     * @throws IOException if they are not installed or do not open their listeners; the message names the log
     */
    static PostfixDovecot start(Path folder, World world, List<Account> accounts)
            throws IOException, InterruptedException {
        List<Integer> free = MailPrograms.freePorts(4);
        Map<String, String> values = Map.of(
                "domain", world.domain(),
                "certificate", world.certificate().toString(),
                "key", world.key().toString(),
                "trust", world.trust().toString(),
                "introspection", world.introspection(),
                "imaps", free.get(0).toString(),
                "submissions", free.get(1).toString(),
                "lmtp", free.get(2).toString(),
                "sasl", free.get(3).toString());
        Map<String, String> configuration = Map.of(
                "dovecot.conf", template("dovecot.conf"),
                "oauth2.conf", template("oauth2.conf"),
                "postfix/main.cf", template("main.cf"),
                "postfix/master.cf", template("master.cf"));
        MailPrograms programs = MailPrograms.start(folder, configuration, values, free);
        return new PostfixDovecot(folder, world, accounts, free.get(0), free.get(1), programs);
    }

    private static String template(String name) throws IOException {
        try (InputStream in = PostfixDovecot.class.getResourceAsStream("peers/" + name)) {
            if (in == null) {
                throw new IOException("peers/" + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String name() {
        return "Postfix + Dovecot";
    }

    @Override
    public int port(Service service) {
        return switch (service) {
            case IMAPS, APPLICATION_IMAPS -> imaps;
            case SUBMISSIONS -> submissions;
        };
    }

    /** Who asks for a certificate is the same Dovecot at another address. */
    @Override
    public InetSocketAddress address(Service service) {
        return service == Service.APPLICATION_IMAPS
                ? new InetSocketAddress("127.0.0.2", imaps)
                : Contender.super.address(service);
    }

    @Override
    public Account application() {
        return world.application();
    }

    @Override
    public Credential certificate() {
        return world.applicationCertificate();
    }

    @Override
    public List<Account> accounts() {
        return accounts;
    }

    /** Dovecot keeps its indexes beside the messages, and renews them at each copy. */
    @Override
    public void forget(Account account) throws IOException {
        Path home = folder.resolve("mail")
                .resolve(account.address().substring(0, account.address().indexOf('@')));
        try (Stream<Path> all = Files.walk(home)) {
            for (Path index : all.filter(file -> file.getFileName().toString().startsWith("dovecot.index"))
                    .toList()) {
                Files.delete(index);
            }
        }
    }

    @Override
    public Usage usage() {
        return processes.usage();
    }

    @Override
    public void close() throws IOException {
        programs.close();
    }
}
