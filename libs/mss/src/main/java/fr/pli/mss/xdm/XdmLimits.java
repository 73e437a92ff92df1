package fr.pli.mss.xdm;

/**
 * How much of the archives of a message is opened. Spec: messages.md section 6.
 *
 * @param entries files and folders of one archive
 * @param inflated octets of all files that are opened in all archives of one message, inflated: see {@link XdmBudget}
 * @param ratio octets that one octet of a file may inflate to, for files beyond {@link #FREE}
 */
public record XdmLimits(int entries, long inflated, int ratio) {

    /** What a file may inflate to whatever its ratio, in octets. */
    static final long FREE = 1_000_000;

    /** 200 entries, 100 MB, 100 to 1. */
    public static final XdmLimits DEFAULT = new XdmLimits(200, 100_000_000, 100);

    /** Whether a file of this size and compressed size keeps to {@link #ratio()}. */
    boolean allow(long size, long compressed) {
        return size <= Math.max(FREE, compressed * ratio);
    }
}
