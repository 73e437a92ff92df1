package fr.pli.tls;

import java.security.cert.CertificateException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate of a server is not accepted. */
public final class ServerCertificateException extends CertificateException {

    private static final long serialVersionUID = 1;

    private final CertificateVerdict.@Nullable Cause refusal;

    ServerCertificateException(CertificateVerdict.@Nullable Cause refusal, String why) {
        super(why);
        this.refusal = refusal;
    }

    /** Why it is refused; empty if nobody can say whether it is revoked. */
    public Optional<CertificateVerdict.Cause> refusal() {
        return Optional.ofNullable(refusal);
    }
}
