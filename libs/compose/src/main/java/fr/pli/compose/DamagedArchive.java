package fr.pli.compose;

import fr.pli.mss.xdm.XdmFault;

/**
 * An attached IHE_XDM archive that could not be opened.
 *
 * @param name of the attachment; the sender chose it
 * @param path of the file inside that is at fault; empty for the archive
 */
public record DamagedArchive(String name, XdmFault fault, String path) {

    @Override
    public String toString() {
        return name + ": " + fault + (path.isEmpty() ? "" : " " + path);
    }
}
