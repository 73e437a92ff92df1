package fr.pli.mss.xdm;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.Coded;
import fr.pli.mss.Digests;
import fr.pli.mss.Visibility;
import fr.pli.mss.XmlRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A document of an archive: its octets, what METADATA.XML says of it, and its header if it is a CDA. */
public final class XdmDocument {

    private final String path;
    private final byte[] content;
    private final @Nullable DocumentEntry entry;
    private final @Nullable CdaHeader cda;
    private final boolean signature;

    XdmDocument(String path, byte[] content, @Nullable DocumentEntry entry, @Nullable CdaHeader cda) {
        this.path = path;
        this.content = content;
        this.entry = entry;
        this.cda = cda;
        this.signature = cda == null && XmlRoot.of(content).isSignature();
    }

    /** Its path in the archive. */
    public String path() {
        return path;
    }

    /** A copy of its octets. */
    public byte[] content() {
        return content.clone();
    }

    /** In octets. */
    public int size() {
        return content.length;
    }

    /** Whether it is a signature of the others, as XML. Nobody verified it. */
    public boolean isSignature() {
        return signature;
    }

    /** From whom it is hidden, by what METADATA.XML or itself says. */
    public Set<Visibility> visibility() {
        List<Coded> codes = new ArrayList<>();
        entry().ifPresent(one -> codes.addAll(one.confidentiality()));
        cda().ifPresent(one -> codes.addAll(one.confidentiality()));
        return Visibility.in(codes);
    }

    /** SHA-256 of its octets in lower-case hexadecimal. */
    public String sha256() {
        return Digests.sha256(content);
    }

    /** What METADATA.XML says of it, if it does. */
    public Optional<DocumentEntry> entry() {
        return Optional.ofNullable(entry);
    }

    /** Its header, if it is a CDA. */
    public Optional<CdaHeader> cda() {
        return Optional.ofNullable(cda);
    }

    @Override
    public String toString() {
        return path;
    }
}
