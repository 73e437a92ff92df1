package fr.pli.lps;

import fr.pli.compose.ComposeSettings;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.imap.ImapEvents;
import fr.pli.imap.ImapProtocol;
import fr.pli.imap.MemoryMailStore;
import fr.pli.imap.mail.ImapSettings;
import fr.pli.mss.MssAddress;
import fr.pli.smtp.SmtpProtocol;
import fr.pli.smtp.SmtpSettings;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.ClientCertificate;
import fr.pli.tls.KeySource;
import fr.pli.tls.TlsContext;
import fr.pli.tls.TlsSettings;
import fr.pli.wire.Encryption;
import fr.pli.wire.Limits;
import fr.pli.wire.Listener;
import fr.pli.wire.ListenerEvents;
import fr.pli.wire.Plain;
import fr.pli.wire.Protocol;
import fr.pli.wire.RefusalBrake;
import fr.pli.wire.SaslPolicy;
import fr.pli.wire.SessionLimits;
import fr.pli.wire.Xoauth2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An operator of the real engines over a store in memory: what is submitted to its BAL lies in their INBOX. */
public final class OperatorHouse implements AutoCloseable {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TestIgc IGC = TestIgc.create();

    /** Remembers what it was shown. */
    final TokenAuthority authority = new TokenAuthority();

    /** MAIL and RCPT parameters of what was submitted. */
    final List<String> envelopes = new CopyOnWriteArrayList<>();

    private final MemoryMailStore store = new MemoryMailStore();
    private final List<Listener> listeners = new ArrayList<>();
    private final Path folder;
    private final CertificateCheck check;
    private final Endpoint imap;
    private final Endpoint submission;

    private OperatorHouse(Path folder, boolean implicit, Credential server, CertificateCheck check) throws IOException {
        this.folder = folder;
        this.check = check;
        server.write(folder, "server");
        KeySource key = new KeySource.Pem(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        Instant itsTime = server.certificate().getNotAfter().toInstant().minusSeconds(60);
        TlsContext tls = TlsContext.open(
                TlsSettings.of("test.tls", key).withClientCertificate(ClientCertificate.WANTED),
                Clock.fixed(itsTime, ZoneOffset.UTC));
        Encryption encryption = implicit ? new Encryption.Implicit(tls) : new Encryption.StartTls(tls);
        SaslPolicy sasl = new SaslPolicy(
                List.of(new Xoauth2(authority), new Plain(authority)),
                3,
                new SessionLimits(10, 10),
                new RefusalBrake(100, SECOND, SECOND));
        imap = open(
                implicit ? MailService.IMAPS : MailService.IMAP,
                encryption,
                new ImapProtocol(ImapSettings.DEFAULTS, store, sasl, folder, ImapEvents.NONE));
        submission = open(
                implicit ? MailService.SUBMISSIONS : MailService.SUBMISSION,
                encryption,
                new SmtpProtocol(
                        SmtpSettings.submission("smtp.pli.test", "https://pli.test"),
                        new LocalDelivery(store, folder, envelopes),
                        sasl,
                        _ -> {}));
    }

    /** With TLS from the first octet, or else STARTTLS. */
    public static OperatorHouse open(Path folder, boolean implicit) throws IOException {
        return new OperatorHouse(folder, implicit, IGC.server("localhost").issue(), check(folder, Clock.systemUTC()));
    }

    /**
     * With another certificate, towards clients that check it so.
     *
     * @param check closed with the house
     */
    static OperatorHouse open(Path folder, boolean implicit, Credential server, CertificateCheck check)
            throws IOException {
        return new OperatorHouse(folder, implicit, server, check);
    }

    /** What care software believes: the hierarchy of the tests. */
    static CertificateCheck check(Path folder, Clock clock) throws IOException {
        IGC.write(folder);
        return CertificateCheck.open(
                CheckSettings.ofAnchors(folder.resolve("bundle.pem"), folder.resolve("crl")), clock);
    }

    public static TestIgc igc() {
        return IGC;
    }

    /** Where it answers. */
    public Operator operator() {
        return Operator.at(imap, submission);
    }

    /** Puts a message into an INBOX that nobody composed by the rules. */
    public void deliver(MssAddress mailbox, byte[] message) throws IOException {
        new LocalDelivery(store, folder, envelopes).deliver(mailbox, message);
    }

    LpsConnection person(MssAddress mailbox, AccessTokens tokens) {
        return connection(mailbox, new Login.Person(tokens));
    }

    /** With a certificate of this structure. */
    LpsConnection application(MssAddress mailbox, String idNatStruct) throws IOException {
        IGC.application(idNatStruct).issue().write(folder, "client");
        return connection(mailbox, new Login.Application(new KeySource.Pkcs12(folder.resolve("client.p12"), "pli")));
    }

    LpsConnection connection(MssAddress mailbox, Login login) {
        return connection(operator(), mailbox, login);
    }

    /** A client that looks for the operator elsewhere. */
    LpsConnection connection(Operator operator, MssAddress mailbox, Login login) {
        return new LpsConnection(operator, new MailAccount(mailbox, login), check, ComposeSettings.of(Samples.NIL));
    }

    @Override
    public void close() {
        listeners.forEach(Listener::close);
        check.refresh(); // waits for the fetch that may be writing into the folder of a test that is over
        check.close();
    }

    private Endpoint open(MailService service, Encryption encryption, Protocol protocol) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Listener listener =
                Listener.open(service.name(), anyPort, encryption, Limits.DEFAULTS, protocol, ListenerEvents.NONE);
        listeners.add(listener);
        return new Endpoint(service, "localhost", listener.address().getPort());
    }
}
