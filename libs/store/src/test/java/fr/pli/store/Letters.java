package fr.pli.store;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.MssHeaders;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Messages and deliveries for tests. */
final class Letters {

    static final MssAddress MARIE = MssAddress.parse("marie.martin@medecin.pli.mssante.fr");
    static final MssHeaders HEADERS =
            new MssHeaders(List.of("34112-3", "PRESC-BIO"), InsStatus.QUALIFIED, "DEV935997", false);

    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

    private Letters() {}

    /** A short one. */
    static Content about(String subject) {
        return of("From: " + MARIE + "\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                + "@x>\r\n\r\nBonjour\r\n");
    }

    /** One of exactly so many octets, in lines of 76 letters. */
    static Content sized(int octets) {
        byte[] line = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        try {
            ContentWriter writer = new ContentWriter(new Spool(FOLDER));
            writer.write("Subject: long\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (writer.size() < octets) {
                writer.write(line, 0, (int) Math.min(line.length, octets - writer.size()));
            }
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From Marie, who is at our own operator, to these. */
    static Delivery from(Content content, Recipient... to) {
        return new Delivery(
                Envelope.of(MARIE, Arrays.asList(to)),
                content,
                Optional.of(new MssHeaderReader.Reading(HEADERS, List.of())),
                AuditEntry.done(new Actor("899700000001", "s1"), "submitted", MARIE.toString()));
    }

    static Recipient to(Bal bal) {
        return new Recipient.Local(bal.address(), bal.id());
    }

    static Recipient to(String remote) {
        return new Recipient.Remote(MssAddress.parse(remote), Optional.of("FAILURE"), Optional.of("rfc822;" + remote));
    }

    private static Content of(String text) {
        try {
            ContentWriter writer = new ContentWriter(new Spool(FOLDER));
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
