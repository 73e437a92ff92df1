package fr.pli.mss;

/** What a wrong key of an INS means. Official samples have wrong keys, one of them under a production OID. Key {@code ins.key.strict}. */
public enum InsKeyPolicy {
    /** A warning. */
    WARNING,
    /** Under a production OID the INS does not count as qualified; for operation outside tests. */
    STRICT_IN_PRODUCTION;

    /** Whether an INS passes. */
    public boolean accepts(Ins ins) {
        return this == WARNING || !ins.authority().isProduction() || ins.keyIsRight();
    }
}
