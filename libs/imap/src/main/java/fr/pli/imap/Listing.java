package fr.pli.imap;

import fr.pli.imap.mail.MailboxInfo;
import fr.pli.imap.mail.MailboxName;
import java.util.ArrayList;
import java.util.List;

/** Lines of LIST (RFC 9051 section 7.3.1). */
record Listing(NameEncoding names) {

    /** <pre>mailbox-list = "LIST" SP "(" [mbx-list-flags] ")" SP DQUOTE QUOTED-CHAR DQUOTE SP mailbox</pre> */
    String line(MailboxInfo info) {
        return line("LIST", attributes(info, true), info.name());
    }

    String line(String response, List<String> attributes, MailboxName name) {
        return response + " (" + String.join(" ", attributes) + ") \"" + MailboxName.SEPARATOR + "\" "
                + names.quoted(name);
    }

    /** What is known of a mailbox that exists. */
    static List<String> attributes(MailboxInfo info, boolean subscription) {
        List<String> attributes = new ArrayList<>();
        attributes.add(info.hasChildren() ? "\\HasChildren" : "\\HasNoChildren");
        if (subscription && info.subscribed()) {
            attributes.add("\\Subscribed");
        }
        info.use().ifPresent(use -> attributes.add(use.attribute()));
        return attributes;
    }
}
