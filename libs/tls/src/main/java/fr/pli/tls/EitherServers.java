package fr.pli.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/** Believes the servers that one of two believes. The platform adds the host name where the connection asks for it. */
final class EitherServers implements X509TrustManager {

    private final X509TrustManager first;
    private final X509TrustManager second;

    EitherServers(X509TrustManager first, X509TrustManager second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            first.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            try {
                second.checkServerTrusted(chain, authType);
            } catch (CertificateException also) {
                also.addSuppressed(e);
                throw also;
            }
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("not for clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
