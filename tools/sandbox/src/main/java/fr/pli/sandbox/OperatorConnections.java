package fr.pli.sandbox;

import fr.pli.igc.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Opens connections to the operator's listeners as a client of either kind. */
public final class OperatorConnections {

    private static final char[] PASSWORD = "pli".toCharArray();

    private final OperatorProcess operator;
    private final Path trust;

    /** @param trust PEM of the authorities that the client trusts */
    public OperatorConnections(OperatorProcess operator, Path trust) {
        this.operator = operator;
        this.trust = trust;
    }

    /** Submission with STARTTLS, greeted and inside TLS. */
    LineClient submission(String kind, Optional<Credential> shown) throws IOException {
        LineClient client = new LineClient(Sandbox.HOST, operator.port(kind + ".submission"));
        client.smtpReply();
        client.smtp("EHLO demo");
        client.smtp("STARTTLS");
        client.tls(context(shown));
        client.smtp("EHLO demo");
        return client;
    }

    /** Submission inside TLS, greeted. */
    public LineClient submissions(String kind, Optional<Credential> shown) throws IOException {
        LineClient client = new LineClient(Sandbox.HOST, operator.port(kind + ".submissions")).tls(context(shown));
        client.smtpReply();
        client.smtp("EHLO demo");
        return client;
    }

    /** IMAP inside TLS, greeted. */
    public LineClient imaps(String kind, Optional<Credential> shown) throws IOException {
        LineClient client = new LineClient(Sandbox.HOST, operator.port(kind + ".imaps")).tls(context(shown));
        client.read();
        return client;
    }

    /** A connection in clear to any listener, nothing read yet. */
    LineClient clear(String listener) throws IOException {
        return new LineClient(Sandbox.HOST, operator.port(listener));
    }

    /** A connection to any listener at which the server waits for a handshake. */
    LineClient beforeTls(String listener) throws IOException {
        LineClient client = clear(listener);
        if (listener.endsWith(".imap")) {
            client.read();
            client.imap("a", "STARTTLS");
        } else if (listener.endsWith(".submission")) {
            client.smtpReply();
            client.smtp("EHLO client");
            client.smtp("STARTTLS");
        }
        return client;
    }

    /** A TLS context that trusts the operator's authorities and shows this certificate, if any. */
    SSLContext context(Optional<Credential> shown) throws IOException {
        try (InputStream in = Files.newInputStream(trust)) {
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                anchors.setCertificateEntry("anchor-" + anchors.size(), one);
            }
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(anchors);
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(shown.map(one -> one.keyStore("pli")).orElse(null), PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS context", e);
        }
    }
}
