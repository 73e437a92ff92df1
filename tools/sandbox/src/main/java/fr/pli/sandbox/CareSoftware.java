package fr.pli.sandbox;

import fr.pli.compose.ComposeSettings;
import fr.pli.igc.Credential;
import fr.pli.lps.AccessTokens;
import fr.pli.lps.Endpoint;
import fr.pli.lps.Login;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailAccount;
import fr.pli.lps.MailService;
import fr.pli.lps.Operator;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Nil;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.KeySource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** Care software on one machine, as a vendor builds it on the library: it judges the operator's certificate and opens BAL. */
final class CareSoftware implements AutoCloseable {

    static final ComposeSettings SETTINGS = ComposeSettings.of(new Nil("DEV000001"));

    private final Path folder;
    private final OperatorProcess operator;
    private final CertificateCheck igc;

    CareSoftware(Sandbox sandbox) {
        this(sandbox, sandbox.operator());
    }

    /** One that is set up for another operator. */
    CareSoftware(Sandbox sandbox, OperatorProcess operator) {
        this.folder = sandbox.folder().resolve("software");
        this.operator = operator;
        this.igc = CertificateCheck.open(
                CheckSettings.ofAnchors(sandbox.trust(), folder.resolve("crl")), Clock.systemUTC());
    }

    /** A BAL as a person opens it. */
    LpsConnection open(MssAddress bal, MailService submission, AccessTokens tokens) {
        return open("persons", submission, new MailAccount(bal, new Login.Person(tokens)));
    }

    /** A BAL APP as an application opens it, with the certificate of its structure. */
    LpsConnection open(MssAddress bal, MailService submission, Credential certificate) throws IOException {
        Path written = certificate.write(folder, "application");
        KeySource key = new KeySource.Pkcs12(written.resolve("application.p12"), "pli");
        return open("applications", submission, new MailAccount(bal, new Login.Application(key)));
    }

    private LpsConnection open(String listener, MailService submission, MailAccount account) {
        Operator where = Operator.at(endpoint(listener, MailService.IMAPS), endpoint(listener, submission));
        return new LpsConnection(where, account, igc, SETTINGS);
    }

    private Endpoint endpoint(String listener, MailService service) {
        String name = service.name().toLowerCase(Locale.ROOT);
        return new Endpoint(service, Sandbox.HOST, operator.port(listener + "." + name));
    }

    @Override
    public void close() {
        igc.close();
    }
}
