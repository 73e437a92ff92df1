package fr.pli.mss.xdm;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaPatient;
import fr.pli.mss.CdaReader;
import fr.pli.mss.Digests;
import fr.pli.mss.Ins;
import fr.pli.mss.MssSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads IHE_XDM.zip, in memory. Tolerant of layout: names in any case, any subset name, several subsets, a folder above or none,
 * backslashes, style sheets beside the documents; what is wrong but readable becomes a {@link XdmWarning}. Strict on what could harm:
 * see {@link XdmLimits} and {@link ZipArchive}. Spec: messages.md sections 3 and 6.
 */
public final class XdmReader {

    private final XdmFiles files;
    private final Set<String> listed = new HashSet<>();
    private final List<SubmissionSet> sets = new ArrayList<>();
    private final List<XdmDocument> documents = new ArrayList<>();
    private final List<DocumentEntry> entries = new ArrayList<>();
    private final List<XdmWarning> warnings = new ArrayList<>();

    private XdmReader(ZipArchive zip) {
        this.files = new XdmFiles(zip);
    }

    /** Reads the only archive of a message, within {@link XdmLimits#DEFAULT}. */
    public static XdmArchive read(byte[] archive) {
        return read(archive, new XdmBudget(XdmLimits.DEFAULT));
    }

    /**
     * Reads one of the archives of a message.
     *
     * @param budget what all of them may inflate to
     * @throws XdmRefusedException if it is no ZIP archive, passes a limit, could harm, or holds neither a METADATA.XML nor a CDA
     */
    public static XdmArchive read(byte[] archive, XdmBudget budget) {
        return new XdmReader(new ZipArchive(archive, budget)).archive();
    }

    private XdmArchive archive() {
        boolean metadata = false;
        for (ZipArchive.Entry file : files.all()) {
            if (file.name().equalsIgnoreCase("METADATA.XML")) {
                metadata = true;
                listed.add(file.path());
                subset(file);
            }
        }
        if (!metadata) {
            refuseWithoutCda();
            warn(XdmWarning.Kind.METADATA_MISSING, "");
        }
        for (ZipArchive.Entry file : files.all()) {
            if (listed.add(file.path())) {
                unlisted(file);
            }
        }
        comparePatients(new XdmArchive(sets, documents, entries, warnings));
        return new XdmArchive(sets, documents, entries, warnings);
    }

    /** Before anything else of it is inflated: an archive of something else is nothing to be opened. */
    private void refuseWithoutCda() {
        boolean found = files.all().stream()
                .filter(file -> file.name().toLowerCase(Locale.ROOT).endsWith(".xml"))
                .anyMatch(file -> cda(files.content(file)).isPresent());
        if (!found) {
            throw new XdmRefusedException(XdmFault.NOT_XDM, "", "neither a METADATA.XML nor a CDA inside");
        }
    }

    private void subset(ZipArchive.Entry file) {
        XdmMetadata metadata;
        byte[] content = files.content(file);
        try {
            metadata = MetadataReader.read(content);
        } catch (MssSyntaxException e) {
            warn(XdmWarning.Kind.METADATA_UNREADABLE, file.path());
            return;
        }
        sets.addAll(metadata.sets());
        for (DocumentEntry entry : metadata.documents()) {
            entries.add(entry);
            files.find(file, entry)
                    .ifPresentOrElse(
                            found -> listed(found, entry), () -> warn(XdmWarning.Kind.FILE_MISSING, entry.uri()));
        }
    }

    /** A file that is described twice is one document, and each description must be true of it. */
    private void listed(ZipArchive.Entry file, DocumentEntry entry) {
        byte[] content = files.content(file);
        if (entry.size() >= 0 && entry.size() != content.length) {
            warn(XdmWarning.Kind.SIZE_DIFFERS, file.path());
        }
        if (!entry.hash().isEmpty() && !entry.hash().equalsIgnoreCase(Digests.sha1(content))) {
            warn(XdmWarning.Kind.HASH_DIFFERS, file.path());
        }
        XdmDocument document =
                new XdmDocument(file.path(), content, entry, cda(content).orElse(null));
        if (document.cda().isEmpty()
                && !document.isSignature()
                && entry.mimeType().equalsIgnoreCase("text/xml")) {
            warn(XdmWarning.Kind.NOT_A_CDA, file.path());
        }
        document.cda()
                .filter(cda -> PatientTraits.of(entry).contradicts(PatientTraits.of(cda.patient())))
                .ifPresent(_ -> warn(XdmWarning.Kind.PATIENT_DIFFERS, file.path()));
        if (listed.add(file.path())) {
            documents.add(document);
        }
    }

    private void unlisted(ZipArchive.Entry file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            warn(XdmWarning.Kind.NESTED_ARCHIVE, file.path());
        } else if (name.endsWith(".xml")) {
            byte[] content = files.content(file);
            cda(content).ifPresent(cda -> {
                warn(XdmWarning.Kind.NOT_LISTED, file.path());
                documents.add(new XdmDocument(file.path(), content, null, cda));
            });
        } else if (name.endsWith(".pdf")) {
            warn(XdmWarning.Kind.NOT_LISTED, file.path());
            documents.add(new XdmDocument(file.path(), files.content(file), null, null));
        }
    }

    private void comparePatients(XdmArchive archive) {
        for (XdmDocument document : documents) {
            Optional<CdaPatient> patient = document.cda().map(CdaHeader::patient);
            Optional<Ins> ins = patient.flatMap(CdaPatient::ins);
            if (ins.isPresent() && !ins.get().keyIsRight()) {
                warn(XdmWarning.Kind.INS_KEY_WRONG, document.path());
            }
            if (ins.isPresent() && !patient.orElseThrow().hasSixTraits()) {
                warn(XdmWarning.Kind.INS_TRAITS_MISSING, document.path());
            }
        }
        if (!archive.patients().areOne()) {
            warn(XdmWarning.Kind.SEVERAL_PATIENTS, "");
        }
    }

    private static Optional<CdaHeader> cda(byte[] content) {
        try {
            return Optional.of(CdaReader.read(content));
        } catch (MssSyntaxException notACda) {
            return Optional.empty();
        }
    }

    private void warn(XdmWarning.Kind kind, String path) {
        warnings.add(new XdmWarning(kind, path));
    }
}
