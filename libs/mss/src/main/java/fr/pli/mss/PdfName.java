package fr.pli.mss;

import java.util.regex.Pattern;

/**
 * File name of the PDF made from a document (ECO.2.1.6): {@code <AAAAMMJJ of the act>_<type, 40 characters>_<NOM>_<prenom>_<numéro de
 * dossier>.pdf}; what is not known is left out with its underscore. Spec: messages.md section 2.
 */
public record PdfName(String value) {

    private static final int MAX_LENGTH = 200;
    /** What a file system or a header field would take for something else. */
    private static final Pattern UNFIT = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}\\u2028\\u2029]");

    /** @throws MssSyntaxException if {@code value} is no plain file name with {@code .pdf} at its end */
    public PdfName {
        if (!value.endsWith(".pdf")
                || value.startsWith(".")
                || value.length() > MAX_LENGTH
                || UNFIT.matcher(value).find()) {
            throw new MssSyntaxException("PDF name", value, "expected a plain file name ending in .pdf");
        }
    }

    /**
     * The name for a document.
     *
     * @param file number of the patient's file, or empty
     * @throws MssSyntaxException if a text of the header holds control characters
     */
    public static PdfName of(CdaHeader document, String file) {
        CdaPatient patient = document.patient();
        String day = document.act()
                .start()
                .date()
                .or(() -> document.effectiveTime().date())
                .map(date -> date.toString().replace("-", ""))
                .orElse("");
        StringBuilder name = new StringBuilder();
        for (String part : new String[] {
            day,
            TextForms.label(document.code().label()),
            TextForms.nom(patient.nom()),
            TextForms.prenom(patient.prenom()),
            file
        }) {
            if (!part.isEmpty()) {
                name.append(name.isEmpty() ? "" : "_")
                        .append(UNFIT.matcher(part).replaceAll("-"));
            }
        }
        return new PdfName((name.isEmpty() ? "document" : cut(name.toString())) + ".pdf");
    }

    @Override
    public String toString() {
        return value;
    }

    private static String cut(String name) {
        return name.length() <= MAX_LENGTH - 4 ? name : name.substring(0, MAX_LENGTH - 5);
    }
}
