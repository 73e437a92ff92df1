package fr.pli.compose;

import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.InsKeyPolicy;
import fr.pli.mss.MailFacts;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.MssSyntaxException;
import fr.pli.mss.XdmArchive;
import fr.pli.mss.XdmReader;
import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Opens a message that came: finds its archives, reads them, and holds the X-MSS headers against them. Spec: messages.md. */
public final class MessageOpener {

    private static final int MAX_PARTS = 500;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_ARCHIVE = 30_000_000;
    private static final int MAX_TEXT = 1_000_000;

    private final InsKeyPolicy policy;
    private final String patientDomain;
    private final List<XdmArchive> archives = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private final List<String> otherFiles = new ArrayList<>();
    private String text = "";
    private int parts;

    private MessageOpener(ComposeSettings settings) {
        this.policy = settings.insKeyPolicy();
        this.patientDomain = settings.patientDomain();
    }

    /**
     * Opens a message.
     *
     * @throws IOException if it cannot be read as MIME
     */
    public static OpenedMessage open(InputStream rfc5322, ComposeSettings settings) throws IOException {
        try {
            return open(new MimeMessage(Session.getInstance(new Properties()), rfc5322), settings);
        } catch (MessagingException e) {
            throw new IOException("the message cannot be read", e);
        }
    }

    /**
     * Opens a message that Jakarta Mail fetched.
     *
     * @throws IOException if it cannot be read as MIME
     * @throws MessagingException if the connection that it comes over fails
     */
    public static OpenedMessage open(MimeMessage mime, ComposeSettings settings)
            throws IOException, MessagingException {
        return new MessageOpener(settings).opened(mime);
    }

    private OpenedMessage opened(MimeMessage mime) throws IOException, MessagingException {
        walk(mime, 0);
        MssHeaderReader reader = new MssHeaderReader();
        for (Header header : Collections.list(mime.getAllHeaders())) {
            reader.field(header.getName(), header.getValue());
        }
        MssHeaderReader.Reading reading = reader.end();
        List<HeaderAnomaly> anomalies = new ArrayList<>(reading.anomalies());
        anomalies.addAll(reading.headers().anomaliesOn(facts(mime)));
        Address[] from = mime.getFrom();
        InternetAddress author = from != null && from.length > 0 && from[0] instanceof InternetAddress first
                ? first
                : new InternetAddress();
        return new OpenedMessage(
                line(mime.getMessageID()),
                line(author.getAddress()),
                line(author.getPersonal()),
                line(mime.getSubject()),
                text,
                reading.headers(),
                anomalies,
                archives,
                damaged,
                otherFiles);
    }

    private MailFacts facts(MimeMessage mime) throws MessagingException {
        List<String> codes =
                archives.stream().flatMap(archive -> archive.codes().stream()).toList();
        boolean qualified = archives.stream().anyMatch(archive -> archive.hasQualifiedIns(policy));
        return new MailFacts(codes, qualified, isToProfessional(mime), false);
    }

    private boolean isToProfessional(Message mime) throws MessagingException {
        Address[] all = mime.getAllRecipients();
        if (all == null) {
            return false;
        }
        for (Address address : all) {
            if (address instanceof InternetAddress recipient && !isPatient(recipient.getAddress())) {
                return true;
            }
        }
        return false;
    }

    private boolean isPatient(String address) {
        try {
            return MssAddress.parse(address).isIn(patientDomain);
        } catch (MssSyntaxException notAnAddress) {
            return false;
        }
    }

    private void walk(Part part, int depth) throws IOException, MessagingException {
        if (++parts > MAX_PARTS || depth > MAX_DEPTH) {
            throw new IOException("the message has more or deeper parts than allowed");
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                walk(child, depth + 1);
            }
            return;
        }
        String name = name(part);
        if (name.isEmpty() && part.isMimeType("text/plain")) {
            if (text.isEmpty()) {
                text = new String(octets(part, MAX_TEXT), charset(part));
            }
        } else if (name.toLowerCase(Locale.ROOT).endsWith(".zip") || part.isMimeType("application/zip")) {
            archive(name, octets(part, MAX_ARCHIVE));
        } else if (!name.isEmpty()) {
            otherFiles.add(name);
        }
    }

    private void archive(String name, byte[] zip) {
        try {
            archives.add(XdmReader.read(zip));
        } catch (MssSyntaxException e) {
            damaged.add(name + ": " + e.getMessage());
        }
    }

    private static byte[] octets(Part part, int limit) throws IOException, MessagingException {
        try (InputStream in = part.getInputStream()) {
            byte[] octets = in.readNBytes(limit + 1);
            if (octets.length > limit) {
                throw new IOException("a part of the message is larger than allowed");
            }
            return octets;
        }
    }

    private static Charset charset(Part part) throws MessagingException {
        String type = part.getContentType();
        int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = type.substring(at + 8).split("[;\\s]", 2)[0].replace("\"", "");
        try {
            return Charset.forName(MimeUtility.javaCharset(name));
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static String name(Part part) throws MessagingException {
        String name = part.getFileName();
        if (name == null) {
            return "";
        }
        try {
            return line(MimeUtility.decodeText(name));
        } catch (IOException undecodable) {
            return line(name);
        }
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
