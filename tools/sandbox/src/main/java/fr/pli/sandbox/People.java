package fr.pli.sandbox;

import fr.pli.mss.MssAddress;

/** The BAL of the sandbox and who they belong to. The professionals are those that the PSC stand-in knows. */
final class People {

    public static final String DOMAIN = "sandbox.mssante.fr";

    /** A physician, and her BAL. */
    public static final Professional MARIE = new Professional("899700000017", bal("marie.martin"));

    /** Her colleague, who waits for mail. */
    public static final Professional PAUL = new Professional("899700000025", bal("paul.durand"));

    /** Two who hold a right on the BAL of the hospital's department, and one who holds none. */
    static final Professional CLAIRE = new Professional("899700000033", bal("claire.petit"));

    static final Professional YOUSSEF = new Professional("899700000041", bal("youssef.benali"));
    public static final Professional JEANNE = new Professional("0459900012", bal("jeanne.roux"));

    /** A hospital and the BAL ORG of one of its departments. */
    static final String HOSPITAL = "1450000017";

    static final MssAddress CARDIOLOGY = bal("cardiologie");

    /** A laboratory and two BAL APP of it. */
    public static final String LABORATORY = "1690000028";

    static final MssAddress RESULTS = bal("resultats.labo");
    static final MssAddress ARCHIVE = bal("archives.labo");

    /** A structure that owns nothing here. */
    static final String OTHER_STRUCTURE = "1590000035";

    private People() {}

    /** A professional with a BAL PER. */
    record Professional(String id, MssAddress bal) {}

    private static MssAddress bal(String local) {
        return new MssAddress(local, DOMAIN);
    }
}
