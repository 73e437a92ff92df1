package fr.pli.compose;

import fr.pli.mss.xdm.XdmArchive;
import fr.pli.mss.xdm.XdmBudget;
import fr.pli.mss.xdm.XdmFault;
import fr.pli.mss.xdm.XdmLimits;
import fr.pli.mss.xdm.XdmReader;
import fr.pli.mss.xdm.XdmRefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The archives of one message, opened within one budget, and the files that are none. */
final class Archives {

    private static final Pattern XDM_NAME = Pattern.compile("(?i)ihe[ _-]?xdm");
    private static final byte[] METADATA = "metadata.xml".getBytes(StandardCharsets.US_ASCII);

    private final XdmBudget budget = new XdmBudget(XdmLimits.DEFAULT);
    private final List<XdmArchive> own = new ArrayList<>();
    private final List<XdmArchive> all = new ArrayList<>();
    private final List<DamagedArchive> damaged = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();

    private Archives() {}

    /** Opens those that are named as IHE_XDM first: others must not use up the budget before them. */
    static Archives open(MessageParts parts) {
        Archives archives = new Archives();
        parts.zips().stream()
                .sorted(Comparator.comparing(zip -> !isNamedXdm(zip)))
                .forEach(archives::open);
        parts.files().forEach(file -> archives.attach(Attachment.Kind.FILE, file));
        parts.forwards().forEach(message -> archives.attach(Attachment.Kind.MESSAGE, message));
        return archives;
    }

    /** Those of the message itself, not of messages that it forwards. */
    List<XdmArchive> own() {
        return own;
    }

    List<XdmArchive> all() {
        return all;
    }

    List<DamagedArchive> damaged() {
        return damaged;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    private void open(MessageParts.Found zip) {
        byte[] octets = zip.reader().octets(zip.part());
        try {
            XdmArchive archive = XdmReader.read(octets, budget);
            all.add(archive);
            if (!zip.forwarded()) {
                own.add(archive);
            }
        } catch (XdmRefusedException e) {
            if (isNamedXdm(zip) || e.fault() != XdmFault.NOT_XDM && mentionsMetadata(octets)) {
                damaged.add(new DamagedArchive(zip.name(), e.fault(), ShownText.line(e.path())));
            } else {
                attach(Attachment.Kind.OTHER_ARCHIVE, zip);
            }
        }
    }

    private void attach(Attachment.Kind kind, MessageParts.Found found) {
        attachments.add(new Attachment(kind, found.name(), found.reader(), found.part()));
    }

    private static boolean isNamedXdm(MessageParts.Found zip) {
        return XDM_NAME.matcher(zip.name()).find();
    }

    /** Names of files stand in clear in a ZIP archive, even in one that is encrypted or cut. */
    private static boolean mentionsMetadata(byte[] octets) {
        int matched = 0;
        for (byte octet : octets) {
            int lower = octet >= 'A' && octet <= 'Z' ? octet + 32 : octet;
            if (lower == METADATA[matched]) {
                matched++;
            } else {
                matched = lower == METADATA[0] ? 1 : 0;
            }
            if (matched == METADATA.length) {
                return true;
            }
        }
        return false;
    }
}
