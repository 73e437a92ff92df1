package fr.pli.mss.xdm;

import java.util.List;

/** What a METADATA.XML says: its submission sets (one, as a rule) and its documents. Read by {@link MetadataReader}, written by {@link MetadataWriter}. */
public record XdmMetadata(List<SubmissionSet> sets, List<DocumentEntry> documents) {

    public XdmMetadata {
        sets = List.copyOf(sets);
        documents = List.copyOf(documents);
    }
}
