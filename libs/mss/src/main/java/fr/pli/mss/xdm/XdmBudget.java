package fr.pli.mss.xdm;

/**
 * What the archives of one message may still inflate to, all together: an archive that keeps to {@link XdmLimits} alone would be opened as
 * often as somebody attaches it. What was charged stays charged, whatever becomes of the archive. Not safe for several threads.
 */
public final class XdmBudget {

    private final XdmLimits limits;
    private long left;

    /** The whole of {@link XdmLimits#inflated()}. */
    public XdmBudget(XdmLimits limits) {
        this.limits = limits;
        this.left = limits.inflated();
    }

    /** What holds for each archive and file. */
    XdmLimits limits() {
        return limits;
    }

    /** Charges a file before it is inflated; false, and nothing is charged, if it is larger than what is left. */
    boolean charge(long octets) {
        if (octets > left) {
            return false;
        }
        left -= octets;
        return true;
    }
}
