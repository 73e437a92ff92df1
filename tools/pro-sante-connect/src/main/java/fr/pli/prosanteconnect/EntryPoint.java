package fr.pli.prosanteconnect;

/** The three ports of the stand-in. */
enum EntryPoint {
    /** PSC's {@code auth.…} host: everything below the realm. */
    ISSUER,
    /** PSC's {@code wallet.…} host: the log-in. */
    WALLET,
    /** The switches. */
    TEST;

    boolean leadsTo(String path) {
        return switch (this) {
            case ISSUER -> path.startsWith(Realm.PATH + "/");
            case WALLET -> path.equals(Realm.AUTHORIZE) || path.equals(Realm.LOGIN);
            case TEST -> path.startsWith("/test/");
        };
    }
}
