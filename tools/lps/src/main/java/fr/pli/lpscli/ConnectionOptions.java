package fr.pli.lpscli;

import fr.pli.compose.ComposeSettings;
import fr.pli.lps.Endpoint;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailAccount;
import fr.pli.lps.Operator;
import fr.pli.lps.ServerDiscovery;
import fr.pli.mss.MssAddress;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.TlsConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the operator is, whom to believe, and how to log in. */
final class ConnectionOptions {

    @Option(names = "--server", paramLabel = "URL")
    private List<Endpoint> servers = List.of();

    @Option(names = "--dns", paramLabel = "HOST[:PORT]")
    private @Nullable InetSocketAddress dns;

    @Option(names = "--trust", paramLabel = "FILE.pem", required = true)
    private Path trust = Path.of("");

    @Option(names = "--crl-folder", paramLabel = "FOLDER")
    private Path crlFolder = Path.of(System.getProperty("user.home"), ".cache", "pli", "crl");

    @ArgGroup(multiplicity = "1")
    private LoginOptions login = new LoginOptions();

    /** Texts looks for it before the options are read; here another value is refused, and the help has it. */
    @Option(names = "--lang", paramLabel = "fr|en")
    @SuppressWarnings("unused")
    private Language language = Language.FR;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true)
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** The values of {@code --lang}. */
    enum Language {
        FR,
        EN
    }

    /** Whom to believe; the CRL that are still good serve the next run too (ECO.1.1.7). */
    CertificateCheck igc() throws IOException {
        if (!Files.isReadable(trust) || Files.isDirectory(trust)) {
            throw new SaidException(Files.exists(trust) ? "file.denied" : "file.missing", trust);
        }
        try {
            return CertificateCheck.open(CheckSettings.ofAnchors(trust, crlFolder), Clock.systemUTC());
        } catch (TlsConfigurationException e) {
            // it names the key of an operator's configuration
            throw new SaidException("no-authorities", trust);
        }
    }

    /** Refuses {@code --server} where none of them is for what is to be done. */
    void require(Predicate<Endpoint> service, CommandLine command, String key) {
        if (!servers.isEmpty() && servers.stream().noneMatch(service)) {
            throw new UsageException(command, key);
        }
    }

    /** A BAL at its operator. Servers that DNS names in another domain are told of on {@code err}. */
    LpsConnection connection(
            MssAddress mailbox, CertificateCheck igc, ComposeSettings settings, Texts texts, PrintWriter err)
            throws IOException {
        Operator operator = servers.isEmpty() ? found(mailbox.domain(), igc, texts, err) : new Operator(servers);
        try {
            return new LpsConnection(operator, new MailAccount(mailbox, login.login()), igc, settings);
        } catch (TlsConfigurationException e) {
            Path certificate = login.certificate().orElse(trust);
            throw new SaidException(Files.isReadable(certificate) ? "no-certificate" : "file.missing", certificate);
        }
    }

    private Operator found(String domain, CertificateCheck igc, Texts texts, PrintWriter err) throws IOException {
        ServerDiscovery discovery = dns == null ? ServerDiscovery.ofSystem() : ServerDiscovery.at(dns);
        Operator operator = discovery.trusting(igc).find(domain);
        for (Endpoint endpoint : operator.endpoints()) {
            if (!("." + endpoint.host()).endsWith("." + domain)) {
                err.println(texts.say("other-domain", endpoint, domain));
            }
        }
        return operator;
    }
}
