package fr.pli.tls;

import fr.pli.tls.CertificateVerdict.Cause;
import fr.pli.tls.CertificateVerdict.Refused;

/** Ends the check of a certificate at the first thing that is wrong with it. */
final class CertificateRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final Cause cause;
    private final String detail;

    CertificateRefused(Cause cause, String detail) {
        super(cause + ": " + detail, null, false, false);
        this.cause = cause;
        this.detail = detail;
    }

    Refused verdict() {
        return new Refused(cause, detail);
    }
}
