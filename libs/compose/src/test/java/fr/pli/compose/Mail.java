package fr.pli.compose;

import fr.pli.mss.Nil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Messages that no library would write. */
final class Mail {

    static final ComposeSettings SETTINGS = ComposeSettings.of(new Nil("<Pli/lps/0.1>"));

    private final List<String> header = new ArrayList<>();
    private final List<byte[]> parts = new ArrayList<>();

    /** From Marie to Paul, with a NIL. */
    Mail() {
        header.add("From: Marie MARTIN <marie.martin@medecin.pli.mssante.fr>");
        header.add("To: paul.durand@medecin.pli.mssante.fr");
        header.add("Message-ID: <1@medecin.pli.mssante.fr>");
        header.add("X-MSS-NIL: DEV1");
    }

    /** One more field. */
    Mail with(String field) {
        header.add(field);
        return this;
    }

    /** The headers of one CDA of Léa DUPONT. */
    Mail withHeaders() {
        return with("X-MSS-CODECDA: 34112-3").with("X-MSS-INS: O");
    }

    Mail text(String text) {
        return part("Content-Type: text/plain; charset=utf-8", text);
    }

    Mail part(String header, String body) {
        return part(header, body.getBytes(StandardCharsets.UTF_8));
    }

    Mail part(String header, byte[] body) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes((header + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        part.writeBytes(body);
        parts.add(part.toByteArray());
        return this;
    }

    Mail zip(String name, byte[] zip) {
        return base64("Content-Type: application/zip; name=\"" + name + "\"", zip);
    }

    Mail base64(String header, byte[] content) {
        return part(
                header + "\r\nContent-Transfer-Encoding: base64",
                Base64.getMimeEncoder().encode(content));
    }

    byte[] octets() {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        header.add("MIME-Version: 1.0");
        header.add("Content-Type: multipart/mixed; boundary=\"" + "b" + hashCode() + "\"");
        mail.writeBytes((String.join("\r\n", header) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            mail.writeBytes(("--b" + hashCode() + "\r\n").getBytes(StandardCharsets.UTF_8));
            mail.writeBytes(part);
            mail.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        mail.writeBytes(("--b" + hashCode() + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return mail.toByteArray();
    }

    OpenedMessage open() {
        return MessageOpener.open(octets(), SETTINGS);
    }

    /** A message as it lies in a file. */
    static OpenedMessage open(String... lines) {
        return MessageOpener.open(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8), SETTINGS);
    }
}
