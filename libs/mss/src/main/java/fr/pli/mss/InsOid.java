package fr.pli.mss;

import java.util.Optional;

/** The authority that gave an INS, by its OID. OIDs are compared whole: local identifiers end in {@code .10} too. Spec: messages.md section 4. */
public enum InsOid {
    /** INS-NIR, production. */
    NIR("1.2.250.1.213.1.4.8", true),
    /** INS-NIA, production. */
    NIA("1.2.250.1.213.1.4.9", true),
    /** INS-NIR of the tests. */
    NIR_TEST("1.2.250.1.213.1.4.10", false),
    /** INS-NIR of the demonstrations. */
    NIR_DEMO("1.2.250.1.213.1.4.11", false);

    private final String oid;
    private final boolean production;

    InsOid(String oid, boolean production) {
        this.oid = oid;
        this.production = production;
    }

    /** The authority with this OID; empty for any other, INS-C ({@code …4.2}) among them. */
    public static Optional<InsOid> of(String oid) {
        for (InsOid known : values()) {
            if (known.oid.equals(oid)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The OID in dotted form. */
    public String oid() {
        return oid;
    }

    /** Whether real patients have it. */
    public boolean isProduction() {
        return production;
    }
}
