package fr.pli.imap;

import fr.pli.imap.mail.MailboxName;
import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.imap.syntax.ModifiedUtf7;
import fr.pli.mss.MssSyntaxException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How mailbox names travel: modified UTF-7 until the client enables IMAP4rev2 or UTF8=ACCEPT, UTF-8 from then on. */
enum NameEncoding {
    MODIFIED_UTF7 {
        @Override
        String decode(byte[] octets) throws ImapSyntaxException {
            return ModifiedUtf7.decode(new String(octets, StandardCharsets.ISO_8859_1));
        }

        @Override
        boolean isWellFormed(byte[] octets) {
            String text = new String(octets, StandardCharsets.ISO_8859_1);
            return !text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e) || ModifiedUtf7.isWellFormed(text);
        }

        @Override
        String encode(String text) {
            return ModifiedUtf7.encode(text);
        }
    },
    UTF8 {
        @Override
        String decode(byte[] octets) throws ImapSyntaxException {
            return utf8(octets);
        }

        @Override
        boolean isWellFormed(byte[] octets) {
            return true;
        }

        @Override
        String encode(String text) {
            return text;
        }
    };

    abstract String decode(byte[] octets) throws ImapSyntaxException;

    /** Whether the characters of a name that are allowed in a command make a name. */
    abstract boolean isWellFormed(byte[] octets);

    abstract String encode(String text);

    /** <pre>mailbox = astring</pre> A separator at the end, which only says that there will be mailboxes inside, is dropped. */
    MailboxName mailbox(Arguments args) throws ImapSyntaxException, ImapRefusal, IOException {
        byte[] octets = args.astring();
        if (!isWellFormed(octets)) {
            throw new ImapRefusal("CANNOT", "A name is in modified UTF-7: an ampersand in it is written &-");
        }
        String text = decode(octets);
        boolean open = text.length() > 1 && text.charAt(text.length() - 1) == MailboxName.SEPARATOR;
        try {
            return new MailboxName(open ? text.substring(0, text.length() - 1) : text);
        } catch (MssSyntaxException _) {
            throw new ImapRefusal(
                    "CANNOT", "A mailbox name has at most 20 levels and 500 characters, without wildcards");
        }
    }

    /** A name as a quoted string. */
    String quoted(MailboxName name) {
        return '"' + encode(name.value()).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** @throws ImapSyntaxException if it is no UTF-8 */
    static String utf8(byte[] octets) throws ImapSyntaxException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new ImapSyntaxException("expected UTF-8", octets);
        }
    }
}
