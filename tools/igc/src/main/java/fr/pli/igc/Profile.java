package fr.pli.igc;

import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The profiles of IGC Santé for organisations, as far as MSSanté meets them. Spec: igc-sante.md section 3. */
enum Profile {
    /** A server, which may also show itself as a client between operators. */
    SSL_SERV,
    /** An application of a structure. */
    ORG_AUTH_CLI,
    /** A seal, of no use for TLS. */
    ORG_SIGN;

    KeyUsage keyUsage() {
        return new KeyUsage(
                switch (this) {
                    case SSL_SERV -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
                    case ORG_AUTH_CLI -> KeyUsage.digitalSignature;
                    case ORG_SIGN -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
                });
    }

    KeyPurposeId[] purposes() {
        return switch (this) {
            case SSL_SERV -> new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth};
            case ORG_AUTH_CLI -> new KeyPurposeId[] {KeyPurposeId.id_kp_clientAuth};
            case ORG_SIGN -> new KeyPurposeId[] {KeyPurposeId.id_kp_emailProtection};
        };
    }

    /** The policy OID of the test environment; that of ORG AUTH_CLI was never seen, so it has none here. */
    Optional<String> policy() {
        return this == ORG_AUTH_CLI ? Optional.empty() : Optional.of("1.2.250.1.213.1.7.2.1.1.1.1");
    }
}
