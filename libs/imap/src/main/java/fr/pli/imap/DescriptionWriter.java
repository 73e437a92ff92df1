package fr.pli.imap;

import fr.pli.mime.Address;
import fr.pli.mime.AddressList;
import fr.pli.mime.EncodedWords;
import fr.pli.mime.MediaType;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.Parameters;
import fr.pli.mime.Part;
import fr.pli.mime.TransferEncoding;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Writes ENVELOPE, BODY and BODYSTRUCTURE (RFC 9051 section 7.5.2). Strings are always quoted, never literals. What a sender wrote in raw 8-bit
 * characters goes as UTF-8 to a client that enabled it (RFC 9755), and in encoded words to others.
 */
public final class DescriptionWriter {

    private static final String NIL = "NIL";

    private final boolean utf8;
    private final boolean rev2;
    private final StringBuilder out = new StringBuilder(512);

    private DescriptionWriter(boolean utf8, boolean rev2) {
        this.utf8 = utf8;
        this.rev2 = rev2;
    }

    /** ENVELOPE of a message: the outermost one or one that a part carries. */
    static String envelope(Part message, boolean utf8) {
        DescriptionWriter writer = new DescriptionWriter(utf8, utf8);
        writer.envelope(message);
        return writer.out.toString();
    }

    /** BODY: without extension data. For {@code rev2} see {@link #bodyStructure}. */
    static String body(MessageIndex index, boolean utf8, boolean rev2) {
        DescriptionWriter writer = new DescriptionWriter(utf8, rev2);
        writer.body(index.root(), false);
        return writer.out.toString();
    }

    /**
     * BODYSTRUCTURE.
     *
     * @param rev2 whether the client knows that a message lies in message/global, too; the grammar of IMAP4rev1 knows message/rfc822 only, and a client of
     *     it reads no ENVELOPE there (RFC 3501 section 9, media-message)
     */
    public static String bodyStructure(MessageIndex index, boolean utf8, boolean rev2) {
        DescriptionWriter writer = new DescriptionWriter(utf8, rev2);
        writer.body(index.root(), true);
        return writer.out.toString();
    }

    private void envelope(Part message) {
        out.append('(');
        nstring(message.header("Date"));
        out.append(' ');
        nstring(message.header("Subject"));
        String from = addresses(message.headers("From"));
        String sender = addresses(message.headers("Sender"));
        String replyTo = addresses(message.headers("Reply-To"));
        out.append(' ').append(from);
        out.append(' ').append(sender.equals(NIL) ? from : sender);
        out.append(' ').append(replyTo.equals(NIL) ? from : replyTo);
        out.append(' ').append(addresses(message.headers("To")));
        out.append(' ').append(addresses(message.headers("Cc")));
        out.append(' ').append(addresses(message.headers("Bcc")));
        out.append(' ');
        nstring(message.header("In-Reply-To"));
        out.append(' ');
        nstring(message.header("Message-ID"));
        out.append(')');
    }

    /** {@code "(" 1*address ")" / nil}. */
    private String addresses(List<String> values) {
        DescriptionWriter list = new DescriptionWriter(utf8, rev2);
        for (String value : values) {
            AddressList.parse(value).forEach(list::address);
        }
        return list.out.isEmpty() ? NIL : "(" + list.out + ")";
    }

    private void address(Address address) {
        switch (address) {
            case Address.Mailbox m -> {
                out.append('(');
                nstring(present(m.name()));
                out.append(' ');
                nstring(present(m.route()));
                out.append(' ');
                string(m.local());
                out.append(' ');
                string(m.domain());
                out.append(')');
            }
            case Address.GroupStart g -> {
                out.append("(NIL NIL ");
                string(g.name());
                out.append(" NIL)");
            }
            case Address.GroupEnd end -> out.append("(NIL NIL NIL NIL)");
        }
    }

    private void body(Part part, boolean extended) {
        MediaType type = part.mediaType();
        out.append('(');
        if (type.isMultipart()) {
            part.parts().forEach(inner -> body(inner, extended));
            out.append(' ');
            string(type.subtype());
            if (extended) {
                out.append(' ');
                parameters(type.parameters());
            }
        } else {
            single(part, type, extended);
            if (extended) {
                out.append(' ');
                nstring(part.header("Content-MD5"));
            }
        }
        if (extended) {
            extension(part);
        }
        out.append(')');
    }

    private void single(Part part, MediaType type, boolean extended) {
        string(type.type());
        out.append(' ');
        string(type.subtype());
        out.append(' ');
        parameters(type.parameters());
        out.append(' ');
        nstring(part.header("Content-ID"));
        out.append(' ');
        nstring(part.header("Content-Description"));
        out.append(' ');
        string(TransferEncoding.nameOf(part));
        out.append(' ').append(part.bodyLength());
        if (type.isMessage() && (rev2 || type.is("message", "rfc822"))) {
            Part message = part.parts().getFirst();
            out.append(' ');
            envelope(message);
            out.append(' ');
            body(message, extended);
            out.append(' ').append(part.lines());
        } else if (type.isText()) {
            out.append(' ').append(part.lines());
        }
    }

    /** Disposition, language and location. */
    private void extension(Part part) {
        out.append(' ');
        Optional<Parameters.Value> disposition = part.header("Content-Disposition")
                .map(Parameters::parse)
                .filter(d -> !d.value().isEmpty());
        if (disposition.isPresent()) {
            out.append('(');
            string(disposition.get().value());
            out.append(' ');
            parameters(disposition.get().parameters());
            out.append(')');
        } else {
            out.append(NIL);
        }
        out.append(' ');
        languages(part.header("Content-Language").orElse(""));
        out.append(' ');
        nstring(part.header("Content-Location"));
    }

    private void parameters(Parameters parameters) {
        if (parameters.list().isEmpty()) {
            out.append(NIL);
            return;
        }
        char before = '(';
        for (Parameters.Parameter parameter : parameters.list()) {
            out.append(before);
            string(parameter.name());
            out.append(' ');
            string(parameter.value());
            before = ' ';
        }
        out.append(')');
    }

    /** Content-Language is a list of tags (RFC 3282). */
    private void languages(String value) {
        StringJoiner tags = new StringJoiner(" ", "(", ")").setEmptyValue(NIL);
        for (String tag : value.split(",", -1)) {
            if (!tag.isBlank()) {
                DescriptionWriter one = new DescriptionWriter(utf8, rev2);
                one.string(tag.strip());
                tags.add(one.out);
            }
        }
        out.append(tags);
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private void nstring(Optional<String> text) {
        text.ifPresentOrElse(this::string, () -> out.append(NIL));
    }

    private void string(String text) {
        String shown = utf8 ? text : EncodedWords.encode(text);
        out.append('"');
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c == '\r' || c == '\n' || c == 0 ? ' ' : c);
        }
        out.append('"');
    }
}
