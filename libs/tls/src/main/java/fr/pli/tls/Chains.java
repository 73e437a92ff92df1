package fr.pli.tls;

import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Peer chains as the JDK reads them. An engine may hand out certificates that it never parsed. */
final class Chains {

    private Chains() {}

    /** @throws CertificateException if one is no certificate */
    static List<X509Certificate> reread(Certificate[] chain) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>(chain.length);
        for (Certificate one : chain) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one.getEncoded())));
        }
        return List.copyOf(certificates);
    }
}
