package fr.pli.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** CDA of our own making, to try things with: the persons in them are invented, the INS is under the OID of the tests. */
public enum SampleDocument {
    /** A report of a consultation, with a PDF inside. */
    LEVEL_1("cr-consultation-niveau-1.xml"),
    /** A discharge letter with a structured body. */
    LEVEL_3("lettre-de-liaison-niveau-3.xml");

    private final String file;

    SampleDocument(String file) {
        this.file = file;
    }

    /** Name of the file. */
    public String file() {
        return file;
    }

    /** Its octets. */
    public byte[] content() {
        try (InputStream in = SampleDocument.class.getResourceAsStream("samples/" + file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
