package fr.pli.mss.xdm;

import fr.pli.mss.MssSyntaxException;

/** An archive that is no IHE_XDM.zip, or one that is not opened. */
public final class XdmRefusedException extends MssSyntaxException {

    private static final long serialVersionUID = 1;

    private final XdmFault fault;
    private final String path;

    XdmRefusedException(XdmFault fault, String path, String why) {
        super("IHE_XDM.zip", path, why);
        this.fault = fault;
        this.path = path;
    }

    XdmRefusedException(XdmFault fault, String path, String why, Exception cause) {
        this(fault, path, why);
        initCause(cause);
    }

    /** Why. */
    public XdmFault fault() {
        return fault;
    }

    /** The file inside that is at fault, as the archive names it; empty for the archive. */
    public String path() {
        return path;
    }
}
