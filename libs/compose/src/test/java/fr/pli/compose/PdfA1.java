package fr.pli.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Holds a PDF against PDF/A-1b with PDFBox Preflight. */
final class PdfA1 {

    private PdfA1() {}

    static void assertValid(byte[] pdf) throws IOException {
        Path file = Files.createTempFile("copy", ".pdf");
        try {
            Files.write(file, pdf);
            ValidationResult result = PreflightParser.validate(file.toFile());
            assertThat(result.getErrorsList())
                    .extracting(error -> error.getErrorCode() + " " + error.getDetails())
                    .isEmpty();
        } finally {
            Files.delete(file);
        }
    }
}
