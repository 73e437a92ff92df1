package fr.pli.operator.rules;

import fr.pli.mime.Content;
import fr.pli.mime.Part;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.InsKeyPolicy;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MailFacts;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.StoreUnavailableException;
import fr.pli.mss.xdm.XdmArchive;
import fr.pli.mss.xdm.XdmBudget;
import fr.pli.mss.xdm.XdmLimits;
import fr.pli.mss.xdm.XdmReader;
import fr.pli.wire.ComputingTime.RunOutException;
import fr.pli.wire.ComputingTime.Work;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Holds the X-MSS headers of an emitted message against the message: of each, whether it has an archive and whom it goes to; of a sample, what is
 * in the archive. What is wrong is counted and listed, never repaired. Spec: messages.md section 1, indicators.md section 6.
 */
public final class HeaderCheck {

    private static final int MOST_ARCHIVES = 3;
    /** What begins a formula in a spreadsheet. */
    private static final String FORMULA = "=+-@\t\r";

    /** One at a time: an archive may grow to a hundred megabytes. Who finds another one at it is not of the sample. */
    private static final Semaphore OPENING = new Semaphore(1);

    private final int percent;
    private final RandomGenerator random;

    /** @param percent of messages whose archives are opened */
    public HeaderCheck(int percent, RandomGenerator random) {
        this.percent = percent;
        this.random = random;
    }

    /**
     * What is wrong, besides what the headers' own reading told.
     *
     * @param toProfessional whether one of its recipients is no patient
     * @param work archives are read in its turn
     */
    List<HeaderAnomaly> anomalies(MssHeaders headers, Content content, boolean toProfessional, Work work) {
        List<HeaderAnomaly> all = new ArrayList<>(held(headers, content, toProfessional, work));
        if (content.index().headers(MssHeaders.NIL).stream().anyMatch(HeaderCheck::isLikeFormula)) {
            all.add(HeaderAnomaly.NIL_LIKE_FORMULA);
        }
        return all;
    }

    /** As it stands: a value that is written "= value" is another anomaly, and its value may begin so, too. */
    private static boolean isLikeFormula(String value) {
        String text = value.startsWith(" ") ? value.substring(1) : value;
        String written = text.startsWith("= ") ? text.substring(2) : text;
        return !written.isEmpty() && FORMULA.indexOf(written.charAt(0)) >= 0;
    }

    private List<HeaderAnomaly> held(MssHeaders headers, Content content, boolean toProfessional, Work work) {
        List<Part> archives = new ArrayList<>();
        collect(content.index().root(), archives);
        if (archives.isEmpty()) {
            return headers.anomaliesOn(new MailFacts(List.of(), false, toProfessional, false));
        }
        boolean opens = random.nextInt(100) < percent && archives.size() <= MOST_ARCHIVES && OPENING.tryAcquire();
        if (!opens) {
            return headers.anomaliesOn(
                    new MailFacts(headers.codes(), headers.ins() == InsStatus.QUALIFIED, toProfessional, false));
        }
        try {
            return headers.anomaliesOn(opened(content, archives, toProfessional, work));
        } finally {
            OPENING.release();
        }
    }

    private static void collect(Part part, List<Part> archives) {
        if (part.shape() == Part.Shape.MULTIPART) {
            part.parts().forEach(inner -> collect(inner, archives));
        } else if (part.shape() == Part.Shape.LEAF && isArchive(part)) {
            archives.add(part);
        }
    }

    private static boolean isArchive(Part part) {
        String names = String.join(" ", part.headers("Content-Type"))
                + ' '
                + String.join(" ", part.headers("Content-Disposition"));
        return part.mediaType().is("application", "zip")
                || names.toLowerCase(Locale.ROOT).contains(".zip");
    }

    private static MailFacts opened(Content content, List<Part> archives, boolean toProfessional, Work work) {
        List<String> codes = new ArrayList<>();
        boolean qualified = false;
        XdmBudget budget = new XdmBudget(XdmLimits.DEFAULT);
        for (Part part : archives) {
            Optional<XdmArchive> archive = read(content, part, budget, work);
            codes.addAll(archive.map(XdmArchive::codes).orElse(List.of()));
            qualified |= archive.map(one -> one.hasQualifiedIns(InsKeyPolicy.WARNING))
                    .orElse(false);
        }
        return new MailFacts(codes, qualified, toProfessional, false);
    }

    /** Empty if it is no archive that can be read: then there is no CDA in it. */
    private static Optional<XdmArchive> read(Content content, Part part, XdmBudget budget, Work work) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            content.decode(part, work.over(octets));
            return Optional.of(XdmReader.read(octets.toByteArray(), budget));
        } catch (MssSyntaxException | RunOutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailableException("a message that came in cannot be read again", e);
        }
    }
}
