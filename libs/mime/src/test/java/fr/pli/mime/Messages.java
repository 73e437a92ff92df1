package fr.pli.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** Messages as they come in, for tests. */
public final class Messages {

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

    private Messages() {}

    /** A message with that subject and a short text. */
    public static Content about(String subject) {
        return of("""
                From: Marie Martin <marie.martin@medecin.pli.mssante.fr>
                To: labo@ch-a.pli.mssante.fr
                Subject: %s
                Date: Tue, 24 Nov 2026 08:00:00 +0100
                Message-ID: <%s@pli.mssante.fr>

                Bonjour
                """.formatted(subject, subject.hashCode()).replace("\n", "\r\n"));
    }

    /** The message {@code /samples/NAME.eml} of the test resources, its line ends made CRLF. */
    public static Content sample(String name) {
        try (InputStream in = Messages.class.getResourceAsStream("/samples/" + name + ".eml")) {
            byte[] octets = Objects.requireNonNull(in, "no sample " + name).readAllBytes();
            return of(new String(octets, StandardCharsets.UTF_8).replace("\n", "\r\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message of exactly those characters, as UTF-8. */
    public static Content of(String text) {
        try {
            ContentWriter writer = new ContentWriter(new Spool(FOLDER));
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
