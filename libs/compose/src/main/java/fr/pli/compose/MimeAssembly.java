package fr.pli.compose;

import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaders;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Puts the parts of one message together as MIME: text first, in UTF-8 (ECO.2.2.3, 2.2.4), then the attachments in their order. */
final class MimeAssembly {

    private static final Session NO_SESSION = Session.getInstance(new Properties());
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Draft draft;
    private final String text;
    private final MssHeaders headers;
    private final MessageId id;
    private final MimeMessage mime;
    private final List<MimeBodyPart> attachments = new ArrayList<>();

    MimeAssembly(Draft draft, String subject, String text, MssHeaders headers, Instant now) {
        this.draft = draft;
        this.text = text;
        this.headers = headers;
        this.id = MessageId.create(draft.from().address().domain());
        this.mime = new WithId(id);
        try {
            mime.setFrom(address(draft.from().address(), draft.from().name().value()));
            mime.setRecipients(Message.RecipientType.TO, addresses(draft.to()));
            mime.setSubject(subject, UTF_8);
            mime.setSentDate(Date.from(now));
            answering();
            if (draft.receipts().contains(Receipt.READING)) {
                // the address must be that of the envelope, or no reader answers by itself
                mime.setHeader(
                        "Disposition-Notification-To", draft.from().address().toString());
            }
            for (var field : headers.fields().entrySet()) {
                mime.setHeader(field.getKey(), field.getValue());
            }
        } catch (MessagingException e) {
            throw new CompositionException(CompositionFault.HEADER_REFUSED, "", e);
        }
    }

    void attach(String name, String type, byte[] content) {
        try {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
            part.setFileName(name);
            part.setDisposition(Part.ATTACHMENT);
            part.setHeader("Content-Transfer-Encoding", "base64");
            attachments.add(part);
        } catch (MessagingException e) {
            throw new CompositionException(CompositionFault.FAILED, "", e);
        }
    }

    /** @throws CompositionException with {@link CompositionFault#TOO_LARGE} beyond what a reader takes */
    ComposedMessage message(List<CompositionWarning> warnings) {
        try {
            if (attachments.isEmpty()) {
                mime.setText(text, UTF_8);
            } else {
                MimeBodyPart body = new MimeBodyPart();
                body.setText(text, UTF_8);
                MimeMultipart all = new MimeMultipart("mixed");
                all.addBodyPart(body);
                for (MimeBodyPart attachment : attachments) {
                    all.addBodyPart(attachment);
                }
                mime.setContent(all);
            }
            mime.saveChanges();
        } catch (MessagingException e) {
            throw new CompositionException(CompositionFault.FAILED, "", e);
        }
        ComposedMessage message = new ComposedMessage(id, draft.to(), headers, draft.receipts(), warnings, mime);
        if (size(message) > MessageSize.MOST) {
            throw new CompositionException(CompositionFault.TOO_LARGE, MessageSize.MOST / 1_000_000 + " MB");
        }
        return message;
    }

    private static long size(ComposedMessage message) {
        long[] size = {0};
        try {
            message.writeTo(new OutputStream() {
                @Override
                public void write(int octet) {
                    size[0]++;
                }

                @Override
                public void write(byte[] octets, int offset, int length) {
                    size[0] += length;
                }
            });
        } catch (IOException e) {
            throw new CompositionException(CompositionFault.FAILED, "", e);
        }
        return size[0];
    }

    private void answering() throws MessagingException {
        if (!draft.from().replyTo().isEmpty()) {
            mime.setReplyTo(addresses(draft.from().replyTo()));
        }
        if (draft.reply().isPresent()) {
            Reply reply = draft.reply().get();
            mime.setHeader("In-Reply-To", reply.to().value());
            mime.setHeader(
                    "References",
                    reply.references().stream().map(MessageId::value).collect(Collectors.joining("\r\n ")));
        }
    }

    private static InternetAddress[] addresses(List<MssAddress> addresses) throws MessagingException {
        InternetAddress[] all = new InternetAddress[addresses.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = new InternetAddress(addresses.get(i).toString(), true);
        }
        return all;
    }

    private static InternetAddress address(MssAddress address, String name) {
        try {
            return new InternetAddress(address.toString(), name, UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }

    /** Keeps the Message-ID that it was given: the library would make one of the host's name. */
    private static final class WithId extends MimeMessage {

        private final MessageId id;

        WithId(MessageId id) {
            super(NO_SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id.value());
        }
    }
}
