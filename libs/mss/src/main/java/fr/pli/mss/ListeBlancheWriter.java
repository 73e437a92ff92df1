package fr.pli.mss;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a liste blanche row by row, in the form that {@link ListeBlancheReader} reads, and well-formed. Close it: without that it has no end,
 * and no reader takes it. Spec: espace-de-confiance.md section 1.
 */
public final class ListeBlancheWriter implements AutoCloseable {

    private static final String NAMESPACE = "https://listeblanche.mssante.fr/schema";

    private final XMLStreamWriter xml;

    /**
     * Begins a list.
     *
     * @param generated when it is made, to the second
     * @throws XMLStreamException if {@code out} fails
     */
    public ListeBlancheWriter(OutputStream out, Instant generated) throws XMLStreamException {
        xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("ListeBlancheMSSante");
        xml.writeDefaultNamespace(NAMESPACE);
        element("DateDeGeneration", generated.truncatedTo(ChronoUnit.SECONDS).toString());
        xml.writeStartElement("ListeDomaines");
    }

    /**
     * One domain, for one certificate.
     *
     * @param domain in its ASCII form
     * @param name of the certificate of its operator, as RFC 2253 writes it
     * @param responsable whom the ANS writes to
     * @param support whom users write to
     * @param changed when the row was changed last, to the second
     */
    public record Row(
            String domain, String description, String name, String responsable, String support, Instant changed) {}

    /** Writes a row. @throws XMLStreamException if the output fails */
    public void row(Row row) throws XMLStreamException {
        xml.writeStartElement("Domaine");
        element("Nom", row.domain());
        element("Description", row.description());
        element("DNCertificatOperateur", row.name());
        element("ResponsableContact", row.responsable());
        element("SupportContact", row.support());
        element("DateMAJ", row.changed().truncatedTo(ChronoUnit.SECONDS).toString());
        xml.writeEndElement();
    }

    /** @throws XMLStreamException if the output fails */
    @Override
    public void close() throws XMLStreamException {
        xml.writeEndDocument();
        xml.close();
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}
