package fr.pli.compose;

import fr.pli.mime.Address;
import fr.pli.mime.AddressList;
import fr.pli.mime.EncodedWords;
import fr.pli.mime.Part;
import fr.pli.mime.PartReader;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.MailFacts;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.xdm.PatientComparison;
import fr.pli.mss.xdm.XdmArchive;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Opens a message that came: finds its archives, those of messages that it forwards among them, reads them, and holds the X-MSS headers,
 * the subject and the patients against them. No message is too badly written to be opened. Spec: messages.md.
 */
public final class MessageOpener {

    private final ComposeSettings settings;

    private MessageOpener(ComposeSettings settings) {
        this.settings = settings;
    }

    /**
     * Opens a message.
     *
     * @throws MessageTooLargeException if it has more octets than {@link MessageSize#MOST}
     * @throws IOException if the stream fails
     */
    public static OpenedMessage open(InputStream rfc5322, ComposeSettings settings) throws IOException {
        byte[] message = rfc5322.readNBytes(MessageSize.MOST + 1);
        if (message.length > MessageSize.MOST) {
            throw new MessageTooLargeException();
        }
        return open(message, settings);
    }

    /** Opens a message in memory, which must not be changed as long as what is returned is used. */
    public static OpenedMessage open(byte[] rfc5322, ComposeSettings settings) {
        return new MessageOpener(settings).opened(new PartReader(rfc5322));
    }

    private OpenedMessage opened(PartReader reader) {
        Part root = reader.root();
        MessageParts parts = MessageParts.of(reader);
        Archives archives = Archives.open(parts);
        MssHeaderReader fields = new MssHeaderReader();
        root.fields().forEach(field -> fields.field(field.name(), field.value()));
        MssHeaderReader.Reading reading = fields.end();
        List<HeaderAnomaly> anomalies = new ArrayList<>(reading.anomalies());
        anomalies.addAll(reading.headers().anomaliesOn(facts(root, reading.headers(), archives)));
        Address.Mailbox author = author(root);
        return new OpenedMessage(
                ShownText.line(root.header("Message-ID").orElse("")),
                address(author),
                ShownText.line(EncodedWords.decode(author.name())),
                ShownText.line(EncodedWords.decode(root.header("Subject").orElse(""))),
                parts.text(),
                reading.headers(),
                anomalies,
                archives.all(),
                archives.damaged(),
                archives.attachments(),
                warnings(reader, parts, archives));
    }

    /** The author, or what stands in the place of one; empty if there is none. */
    static Address.Mailbox author(Part message) {
        return mailboxes(message, "From").findFirst().orElse(new Address.Mailbox("", "", "", ""));
    }

    static String address(Address.Mailbox mailbox) {
        return ShownText.line(mailbox.domain().isEmpty() ? mailbox.local() : mailbox.local() + "@" + mailbox.domain());
    }

    /** A message that only forwards a document has no headers of its own for it; one that has them is held against it. */
    private MailFacts facts(Part root, MssHeaders headers, Archives archives) {
        List<XdmArchive> own = archives.own().isEmpty() && !headers.codes().isEmpty() ? archives.all() : archives.own();
        List<String> codes =
                own.stream().flatMap(archive -> archive.codes().stream()).toList();
        boolean qualified = own.stream().anyMatch(archive -> archive.hasQualifiedIns(settings.insKeyPolicy()));
        Predicate<Address.Mailbox> isProfessional =
                to -> !to.domain().isEmpty() && !to.domain().equalsIgnoreCase(settings.patientDomain());
        boolean toProfessional = Stream.of("To", "Cc", "Bcc")
                .flatMap(field -> mailboxes(root, field))
                .anyMatch(isProfessional);
        // Mon espace santé is a webmail: what patients write has no NIL (SEED-22)
        boolean fromPatient = author(root).domain().equalsIgnoreCase(settings.patientDomain());
        return new MailFacts(codes, qualified, toProfessional, fromPatient);
    }

    private static List<MessageWarning> warnings(PartReader reader, MessageParts parts, Archives archives) {
        PatientComparison patients = new PatientComparison();
        archives.all().forEach(patients::add);
        List<MessageWarning> warnings = new ArrayList<>();
        if (!patients.areOne()) {
            warnings.add(MessageWarning.SEVERAL_PATIENTS);
        }
        boolean other = parts.messages().stream()
                .flatMap(message -> message.header("Subject").stream())
                .map(EncodedWords::decode)
                .map(MessageSubject::find)
                .flatMap(Optional::stream)
                .anyMatch(subject -> !patients.areIn(subject));
        if (other) {
            warnings.add(MessageWarning.SUBJECT_OF_ANOTHER);
        }
        if (doubtTheAuthor(reader.fields("Authentication-Results"))) {
            warnings.add(MessageWarning.AUTHOR_NOT_PROVEN);
        }
        return warnings;
    }

    /** One that the sender wrote himself may make a warning, and cannot take one away. */
    private static boolean doubtTheAuthor(String results) {
        return results.toLowerCase(Locale.ROOT).contains("x-mssante=fail");
    }

    private static Stream<Address.Mailbox> mailboxes(Part message, String field) {
        return message.headers(field).stream()
                .flatMap(value -> AddressList.parse(value).stream())
                .filter(Address.Mailbox.class::isInstance)
                .map(Address.Mailbox.class::cast);
    }
}
