package fr.pli.tls;

/** What a peer certificate is worth. SEED-15; spec: api-lps.md section 9, igc-sante.md sections 3 to 6. */
public sealed interface CertificateVerdict {

    /** It is one of IGC Santé, for this use, valid now and not revoked. */
    record Valid(PeerIdentity identity) implements CertificateVerdict {}

    /** It is not, and showing it again will not help. {@code detail} is for the log. */
    record Refused(Cause cause, String detail) implements CertificateVerdict {}

    /** Neither CRL nor OCSP can say whether it is revoked: a temporary failure. {@code detail} is for the log. */
    record Unknown(String detail) implements CertificateVerdict {}

    /** Why a certificate is refused. */
    enum Cause {
        /** None was shown. */
        MISSING,
        /** No accepted authority signed it. */
        OTHER_CA,
        /** Its time is over or has not come. */
        EXPIRED,
        REVOKED,
        /** Its key usage, extended key usage or policy is for something else. */
        WRONG_PROFILE,
        /** It is for tests, by its product category or policy. */
        TEST_CERTIFICATE,
        /** No OU, or more than one, is an IdNatStruct. */
        OU_UNREADABLE
    }
}
