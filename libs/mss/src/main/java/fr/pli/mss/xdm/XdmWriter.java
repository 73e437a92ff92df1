package fr.pli.mss.xdm;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.CdaReader;
import fr.pli.mss.ContentTypeCodes;
import fr.pli.mss.Digests;
import fr.pli.mss.MssSyntaxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes IHE_XDM.zip of the CDA of one patient (ECO.2.1.1), described by their own headers; the same input gives the same octets.
 * Spec: messages.md section 3.
 * <pre>
 * INDEX.HTM  README.TXT  IHE_XDM/SUBSET01/METADATA.XML  IHE_XDM/SUBSET01/DOC00001.XML …
 * </pre>
 */
public final class XdmWriter {

    /** Name of the attachment. */
    public static final String FILE_NAME = "IHE_XDM.zip";

    private static final String SUBSET = "IHE_XDM/SUBSET01/";
    private static final int MAX_DOCUMENTS = 99;
    /** What the other files of an archive take at most. */
    private static final long DESCRIPTION = 5_000_000;

    private static final DateTimeFormatter DTM =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private XdmWriter() {}

    /** Writes an archive of documents that are hidden from nobody and replace nothing. */
    public static byte[] write(List<byte[]> documents, Instant time, String source) {
        return write(new XdmSubmission(documents, time, source, Set.of(), XdmSubmission.Revision.NONE));
    }

    /**
     * Writes the archive.
     *
     * @throws MssSyntaxException if there is none or more than 99, one is no CDA, they are not of one patient by number and traits, or all
     *     together larger than {@link XdmReader} takes
     */
    public static byte[] write(XdmSubmission submission) {
        List<byte[]> documents = submission.documents();
        if (documents.isEmpty() || documents.size() > MAX_DOCUMENTS) {
            throw new MssSyntaxException(FILE_NAME, documents.size() + " documents", "expected 1 to 99");
        }
        if (documents.stream().mapToLong(document -> document.length).sum() + DESCRIPTION
                > XdmLimits.DEFAULT.inflated()) {
            throw new MssSyntaxException(FILE_NAME, "", "more octets in all than a reader takes");
        }
        List<CdaHeader> headers = documents.stream().map(CdaReader::read).toList();
        refuseSeveralPatients(headers);
        List<DocumentEntry> entries = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            entries.add(DocumentEntry.of(headers.get(i), name(i), documents.get(i), submission.hidden()));
        }
        String uniqueId = uniqueId(documents, submission.time());
        CdaHeader first = headers.getFirst();
        SubmissionSet set = new SubmissionSet(
                uniqueId,
                submission.source().isEmpty() ? uniqueId : submission.source(),
                entries.getFirst().patientId(),
                DTM.format(submission.time()),
                ContentTypeCodes.of(first.act()),
                headers.size() == 1 ? entries.getFirst().title() : headers.size() + " documents",
                first.authors().stream().map(XdsAuthor::of).toList());
        List<String> replaced = headers.stream()
                .map(header -> header.version().replaces().toUniqueId())
                .toList();
        byte[] metadata = MetadataWriter.write(set, entries, submission.revision(), replaced);
        return zip(documents, entries, metadata, submission.time());
    }

    private static byte[] zip(List<byte[]> documents, List<DocumentEntry> entries, byte[] metadata, Instant time) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        LocalDateTime stamp = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        try (ZipOutputStream zip = new ZipOutputStream(octets, StandardCharsets.UTF_8)) {
            add(zip, stamp, "INDEX.HTM", XdmIndex.html(entries).getBytes(StandardCharsets.UTF_8));
            add(zip, stamp, "README.TXT", XdmIndex.README.getBytes(StandardCharsets.UTF_8));
            add(zip, stamp, SUBSET + "METADATA.XML", metadata);
            for (int i = 0; i < documents.size(); i++) {
                add(zip, stamp, SUBSET + name(i), documents.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return octets.toByteArray();
    }

    private static void add(ZipOutputStream zip, LocalDateTime stamp, String path, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(stamp);
        zip.setLevel(level(content));
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /** A document that deflates so well that readers would take it for a bomb travels as it is. */
    private static int level(byte[] content) {
        if (content.length <= XdmLimits.FREE) {
            return Deflater.DEFAULT_COMPRESSION;
        }
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] block = new byte[64 * 1024];
            while (!deflater.finished()) {
                deflater.deflate(block);
            }
            return XdmLimits.DEFAULT.allow(content.length, deflater.getBytesWritten())
                    ? Deflater.DEFAULT_COMPRESSION
                    : Deflater.NO_COMPRESSION;
        }
    }

    private static void refuseSeveralPatients(List<CdaHeader> headers) {
        PatientComparison comparison = new PatientComparison();
        headers.forEach(header -> header.patients().forEach(patient -> comparison.add(PatientTraits.of(patient))));
        boolean nobody = headers.size() > 1
                && headers.stream().anyMatch(header -> header.patients().isEmpty());
        if (nobody || !comparison.areOne()) {
            throw new MssSyntaxException(
                    FILE_NAME, "several patients", "one mail is of one patient, by number and traits (ECO.2.1.1)");
        }
    }

    private static String name(int index) {
        return "DOC%05d.XML".formatted(index + 1);
    }

    /** An OID below 2.25 (ITU-T X.667) from the documents and the moment. */
    private static String uniqueId(List<byte[]> documents, Instant time) {
        StringBuilder all = new StringBuilder(time.toString());
        for (byte[] document : documents) {
            all.append(' ').append(Digests.sha256(document));
        }
        String digest = Digests.sha256(all.toString().getBytes(StandardCharsets.US_ASCII));
        return "2.25." + new BigInteger(digest.substring(0, 32), 16);
    }
}
