package fr.pli.compose;

import fr.pli.mime.Part;
import fr.pli.mime.PartReader;

/** A file of a message that is no IHE_XDM archive: the PDF copy of a document, or whatever the sender added. Nobody checked it. */
public final class Attachment {

    /** What it is. */
    public enum Kind {
        FILE,
        /** A ZIP archive that is no IHE_XDM: shown, not opened. */
        OTHER_ARCHIVE,
        /** A message that was forwarded; its own attachments are among those of the message. */
        MESSAGE
    }

    private final Kind kind;
    private final String name;
    private final PartReader reader;
    private final Part part;

    Attachment(Kind kind, String name, PartReader reader, Part part) {
        this.kind = kind;
        this.name = name;
        this.reader = reader;
        this.part = part;
    }

    /** What it is. */
    public Kind kind() {
        return kind;
    }

    /** Its name, of one line; made from its media type if the sender gave none. The sender chose it: never a path to write to. */
    public String name() {
        return name;
    }

    /** {@code type/subtype} in lower case, as the sender says. */
    public String mediaType() {
        return part.mediaType().toString();
    }

    /** Its octets, decoded at each call. */
    public byte[] content() {
        return reader.octets(part);
    }

    @Override
    public String toString() {
        return name;
    }
}
