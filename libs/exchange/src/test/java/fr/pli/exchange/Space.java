package fr.pli.exchange;

import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.mss.ListeBlanche;
import fr.pli.mss.ListeBlancheReader;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CheckSettings;
import fr.pli.tls.RevocationMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A small trust space for tests: an authority, our certificate, that of a peer. */
final class Space {

    static final TestIgc IGC = TestIgc.create();
    static final Credential PEER = IGC.server("127.0.0.1", "localhost").issue();
    static final Credential OURS = IGC.server("mss.pli.test").issue();

    private Space() {}

    /** A rule that does not ask about revocation. */
    static PeerRule rule(Path folder) throws IOException {
        return new PeerRule(CertificateCheck.open(settings(folder).withOrder(List.of()), Clock.systemUTC()));
    }

    /** A rule that has no CRL and nobody to ask, and refuses what it does not know. */
    static PeerRule ruleWithoutRevocation(Path folder) throws IOException {
        IGC.crl().off();
        IGC.ocsp().off();
        return new PeerRule(CertificateCheck.open(
                settings(folder).withOrder(List.of(RevocationMethod.CRL, RevocationMethod.OCSP)), Clock.systemUTC()));
    }

    private static CheckSettings settings(Path folder) throws IOException {
        return CheckSettings.ofAnchors(IGC.write(folder).resolve("bundle.pem"), folder.resolve("crl"));
    }

    /** A list that names the peer for these domains. */
    static ListeBlanche list(String... domains) throws IOException {
        return ListeBlancheReader.read(
                new ByteArrayInputStream(listText(domains).getBytes(StandardCharsets.UTF_8)));
    }

    /** That list in XML. */
    static String listText(String... domains) {
        StringBuilder rows = new StringBuilder();
        String name = PEER.certificate().getSubjectX500Principal().getName();
        for (String domain : domains) {
            rows.append("<Domaine><Nom>" + domain + "</Nom><DNCertificatOperateur>" + name
                    + "</DNCertificatOperateur></Domaine>");
        }
        return "<ListeBlancheMSSante xmlns=\"https://listeblanche.mssante.fr/schema\">"
                + "<DateDeGeneration>2026-11-01T08:00:00Z</DateDeGeneration><ListeDomaines>" + rows
                + "</ListeDomaines></ListeBlancheMSSante>";
    }

    /** TLS with this key, which believes the authority. */
    static SSLContext tls(Credential who) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(who.keyStore("pli"), "pli".toCharArray());
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", IGC.root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
