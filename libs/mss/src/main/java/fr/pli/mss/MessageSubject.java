package fr.pli.mss;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subject of a mail that carries documents (ECO.2.1.3): {@code XDM/1.0/DDM+<libellé> <NOM> <prenom> <date de naissance>}. Spec:
 * messages.md section 2.
 *
 * @param text what follows the marker: one line, no control characters
 */
public record MessageSubject(String text) {

    /** What starts it. Receivers hide it (ECO.3.1.3). */
    public static final String MARKER = "XDM/1.0/DDM+";

    private static final int MAX_LENGTH = 998;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern LAST_DATE = Pattern.compile("(\\d{2}/\\d{2}/\\d{4})$");

    /** @throws MssSyntaxException if {@code text} is empty, too long or more than one line */
    public MessageSubject {
        if (text.isEmpty() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new MssSyntaxException("subject", text, "expected one line of at most 998 characters");
        }
    }

    /**
     * The subject of documents of one patient: the label of the only one, cut at 40 characters, or {@code N documents}.
     *
     * @param labels {@code code/@displayName} of each document; at least one
     * @param deaccentLabel whether the label loses its accents like the names do (key {@code subject.label.deaccent})
     * @throws MssSyntaxException if a label or name holds control characters
     */
    public static MessageSubject of(List<String> labels, CdaPatient patient, boolean deaccentLabel) {
        String label = labels.size() == 1 ? TextForms.label(labels.getFirst()) : labels.size() + " documents";
        String names = TextForms.nom(patient.nom()) + " " + TextForms.prenom(patient.prenom());
        String date = patient.birthTime().date().map(DATE::format).orElse("");
        return new MessageSubject(
                TextForms.oneLine((deaccentLabel ? TextForms.deaccented(label) : label) + " " + names + " " + date));
    }

    /** The same with words in brackets before all else: {@code [Annule et remplace]}. */
    public MessageSubject noting(String words) {
        return new MessageSubject("[" + words + "] " + text);
    }

    /**
     * The subject that a decoded Subject field holds, the marker anywhere in it ({@code Re: XDM/1.0/DDM+…}), a blank after it or not.
     *
     * @return empty if the marker is not there, or nothing follows it
     */
    public static Optional<MessageSubject> find(String field) {
        int at = field.indexOf(MARKER);
        if (at < 0) {
            return Optional.empty();
        }
        String text = field.substring(at + MARKER.length())
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.isEmpty() || text.length() > MAX_LENGTH ? Optional.empty() : Optional.of(new MessageSubject(text));
    }

    /** The patient's birth date, which is the only optional part. */
    public Optional<LocalDate> birthDate() {
        Matcher last = LAST_DATE.matcher(text);
        try {
            return last.find() ? Optional.of(LocalDate.parse(last.group(1), DATE)) : Optional.empty();
        } catch (DateTimeParseException noSuchDay) {
            return Optional.empty();
        }
    }

    /** The whole subject, marker and text. It names a patient: never log it. */
    @Override
    public String toString() {
        return MARKER + text;
    }
}
