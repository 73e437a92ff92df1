package fr.pli.compose;

import fr.pli.mime.Address;
import fr.pli.mime.EncodedWords;
import fr.pli.mime.Part;
import fr.pli.mime.PartReader;
import fr.pli.mss.MessageSubject;

/**
 * What a list shows of a message, read leniently from its header: nothing in it is too wrong to be listed.
 *
 * @param from address of the author; empty if there is none
 * @param fromName display name, or the address if it has none
 * @param shownSubject without the marker that readers hide (ECO.3.1.3)
 */
public record MessageHeading(String from, String fromName, String shownSubject) {

    /** Of a message of which nothing could be read. */
    public static final MessageHeading NONE = new MessageHeading("", "", "");

    /** @param header as it came, with or without the body */
    public static MessageHeading of(byte[] header) {
        Part root = new PartReader(header).root();
        Address.Mailbox author = MessageOpener.author(root);
        String address = MessageOpener.address(author);
        String name = ShownText.line(EncodedWords.decode(author.name()));
        String subject =
                ShownText.line(EncodedWords.decode(root.header("Subject").orElse("")));
        return new MessageHeading(
                address,
                name.isEmpty() ? address : name,
                MessageSubject.find(subject).map(MessageSubject::text).orElse(subject));
    }
}
