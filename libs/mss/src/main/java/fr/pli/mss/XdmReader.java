package fr.pli.mss;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads IHE_XDM.zip, in memory. Tolerant of layout: names in any case, any subset name, several subsets, a folder above or none,
 * backslashes, style sheets beside the documents; what is wrong but readable becomes a {@link XdmWarning}. Strict on what could harm:
 * see {@link XdmLimits} and {@link ZipArchive}. Spec: messages.md sections 3 and 6.
 */
public final class XdmReader {

    private static final String KIND = "IHE_XDM.zip";

    private final ZipArchive zip;
    private final Map<String, ZipArchive.Entry> byPath = new LinkedHashMap<>();
    private final Set<String> listed = new HashSet<>();
    private final List<SubmissionSet> sets = new ArrayList<>();
    private final List<XdmDocument> documents = new ArrayList<>();
    private final List<XdmWarning> warnings = new ArrayList<>();

    private XdmReader(ZipArchive zip) {
        this.zip = zip;
        for (ZipArchive.Entry file : zip.files()) {
            byPath.put(file.path().toLowerCase(Locale.ROOT), file);
        }
    }

    /** Reads an archive within {@link XdmLimits#DEFAULT}. */
    public static XdmArchive read(byte[] archive) {
        return read(archive, XdmLimits.DEFAULT);
    }

    /**
     * Reads an archive.
     *
     * @throws MssSyntaxException if it is no ZIP archive, passes a limit, could harm, or holds neither a METADATA.XML nor a CDA
     */
    public static XdmArchive read(byte[] archive, XdmLimits limits) {
        return new XdmReader(new ZipArchive(archive, limits)).archive();
    }

    private XdmArchive archive() {
        boolean metadata = false;
        for (ZipArchive.Entry file : zip.files()) {
            if (file.name().equalsIgnoreCase("METADATA.XML")) {
                metadata = true;
                listed.add(file.path());
                subset(file);
            }
        }
        if (!metadata) {
            warn(XdmWarning.Kind.METADATA_MISSING, "");
        }
        for (ZipArchive.Entry file : zip.files()) {
            if (listed.add(file.path())) {
                unlisted(file);
            }
        }
        if (!metadata && documents.stream().noneMatch(document -> document.cda().isPresent())) {
            throw new MssSyntaxException(KIND, "", "neither a METADATA.XML nor a CDA inside");
        }
        comparePatients();
        return new XdmArchive(sets, documents, warnings);
    }

    private void subset(ZipArchive.Entry file) {
        XdmMetadata metadata;
        byte[] content = zip.open(file);
        try {
            metadata = MetadataReader.read(content);
        } catch (MssSyntaxException e) {
            warn(XdmWarning.Kind.METADATA_UNREADABLE, file.path());
            return;
        }
        sets.addAll(metadata.sets());
        for (DocumentEntry entry : metadata.documents()) {
            find(file, entry.uri())
                    .ifPresentOrElse(
                            found -> listed(found, entry), () -> warn(XdmWarning.Kind.FILE_MISSING, entry.uri()));
        }
    }

    /** The file that a URI names: from the folder of its METADATA.XML, or anywhere by its whole path, in any case. */
    private Optional<ZipArchive.Entry> find(ZipArchive.Entry metadata, String uri) {
        String path = uri.replace('\\', '/').toLowerCase(Locale.ROOT);
        String beside = metadata.folder().toLowerCase(Locale.ROOT) + path;
        return Optional.ofNullable(byPath.getOrDefault(beside, byPath.get(path)));
    }

    private void listed(ZipArchive.Entry file, DocumentEntry entry) {
        if (!listed.add(file.path())) {
            return;
        }
        byte[] content = zip.open(file);
        if (entry.size() >= 0 && entry.size() != content.length) {
            warn(XdmWarning.Kind.SIZE_DIFFERS, file.path());
        }
        if (!entry.hash().isEmpty() && !entry.hash().equalsIgnoreCase(Digests.sha1(content))) {
            warn(XdmWarning.Kind.HASH_DIFFERS, file.path());
        }
        Optional<CdaHeader> cda = cda(content);
        if (cda.isEmpty() && entry.mimeType().equalsIgnoreCase("text/xml")) {
            warn(XdmWarning.Kind.NOT_A_CDA, file.path());
        }
        documents.add(new XdmDocument(file.path(), content, entry, cda.orElse(null)));
    }

    private void unlisted(ZipArchive.Entry file) {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip")) {
            warn(XdmWarning.Kind.NESTED_ARCHIVE, file.path());
        } else if (name.endsWith(".xml")) {
            byte[] content = zip.open(file);
            cda(content).ifPresent(cda -> {
                warn(XdmWarning.Kind.NOT_LISTED, file.path());
                documents.add(new XdmDocument(file.path(), content, null, cda));
            });
        } else if (name.endsWith(".pdf")) {
            warn(XdmWarning.Kind.NOT_LISTED, file.path());
            documents.add(new XdmDocument(file.path(), zip.open(file), null, null));
        }
    }

    private void comparePatients() {
        Set<Ins> patients = new LinkedHashSet<>();
        for (XdmDocument document : documents) {
            Optional<CdaHeader> cda = document.cda();
            Optional<Ins> ins = cda.flatMap(header -> header.patient().ins());
            Optional<Ins> described = document.entry().flatMap(DocumentEntry::ins);
            ins.or(() -> described).ifPresent(patients::add);
            if (ins.isPresent() && described.isPresent() && !ins.equals(described)) {
                warn(XdmWarning.Kind.PATIENT_DIFFERS, document.path());
            }
            if (ins.isPresent() && !ins.get().keyIsRight()) {
                warn(XdmWarning.Kind.INS_KEY_WRONG, document.path());
            }
            if (ins.isPresent() && !cda.orElseThrow().patient().hasSixTraits()) {
                warn(XdmWarning.Kind.INS_TRAITS_MISSING, document.path());
            }
        }
        if (patients.size() > 1) {
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
