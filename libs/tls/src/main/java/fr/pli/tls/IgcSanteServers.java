package fr.pli.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.X509TrustManager;

/** Believes the servers that the check finds valid. The platform adds the host name where the connection asks for it. */
final class IgcSanteServers implements X509TrustManager {

    private final CertificateCheck check;

    IgcSanteServers(CertificateCheck check) {
        this.check = check;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        switch (check.check(List.of(chain), CertificateUse.SERVER)) {
            case CertificateVerdict.Valid valid -> {}
            case CertificateVerdict.Refused(CertificateVerdict.Cause cause, String detail) ->
                throw new ServerCertificateException(cause, "certificate refused: " + cause + ", " + detail);
            case CertificateVerdict.Unknown(String detail) ->
                throw new ServerCertificateException(null, "certificate not known to be unrevoked: " + detail);
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
