package fr.pli.mss;

/**
 * How much of an archive is opened. Spec: messages.md section 6.
 *
 * @param entries files and folders in all
 * @param inflated octets of all files that are opened, inflated
 * @param ratio octets that one octet of a file may inflate to, for files beyond {@link #FREE}
 */
public record XdmLimits(int entries, long inflated, int ratio) {

    /** What a file may inflate to whatever its ratio, in octets. */
    static final long FREE = 1_000_000;

    /** 200 entries, 100 MB, 100 to 1. */
    public static final XdmLimits DEFAULT = new XdmLimits(200, 100_000_000, 100);
}
