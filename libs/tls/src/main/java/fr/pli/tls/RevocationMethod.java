package fr.pli.tls;

/** The two ways of IGC Santé to learn of revocations. Key {@code revocation.order}. */
public enum RevocationMethod {
    CRL,
    OCSP
}
