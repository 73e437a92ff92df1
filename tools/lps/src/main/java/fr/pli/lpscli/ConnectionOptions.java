package fr.pli.lpscli;

import fr.pli.lps.ComposeSettings;
import fr.pli.lps.Endpoint;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailAccount;
import fr.pli.lps.Operator;
import fr.pli.lps.ServerDiscovery;
import fr.pli.mss.MssAddress;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--lang", paramLabel = "fr|en")
    @SuppressWarnings("unused") // Texts looks for it before the options are read; here it is for the help
    private String language = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true)
    @SuppressWarnings("unused") // picocli acts on it
    private boolean help;

    /** Whom to believe; the CRL that are still good serve the next run too (ECO.1.1.7). */
    CertificateCheck igc() {
        return CertificateCheck.open(CheckSettings.ofAnchors(trust, crlFolder), Clock.systemUTC());
    }

    /** A BAL at its operator. Servers that DNS names in another domain are told of on {@code err}. */
    LpsConnection connection(
            MssAddress mailbox, CertificateCheck igc, ComposeSettings settings, Texts texts, PrintWriter err)
            throws IOException {
        Operator operator = servers.isEmpty() ? found(mailbox.domain(), igc, texts, err) : new Operator(servers);
        return new LpsConnection(operator, new MailAccount(mailbox, login.login()), igc, settings);
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
