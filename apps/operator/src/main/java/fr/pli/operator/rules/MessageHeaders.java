package fr.pli.operator.rules;

import fr.pli.mime.Address;
import fr.pli.mime.AddressList;
import fr.pli.mime.MessageIndex;
import fr.pli.mss.MssAddress;
import fr.pli.mss.MssHeaderReader;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.MssSyntaxException;
import fr.pli.smtp.SmtpRefusal;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operator reads in the header of an emitted message: who says that he wrote it, and the X-MSS headers for the indicators (SEED-23).
 *
 * @param authors addresses of From, and of Sender if there is one
 * @param mss the X-MSS headers, and what is wrong with them as they stand
 */
record MessageHeaders(List<MssAddress> authors, MssHeaderReader.Reading mss) {

    private static final List<String> MSS = List.of(MssHeaders.CODECDA, MssHeaders.INS, MssHeaders.NIL, MssHeaders.MES);
    private static final int MOST_AUTHORS = 20;

    /** @throws SmtpRefusal if the header is larger than what is kept of it, there is not exactly one From, or From or Sender holds what is no address */
    static MessageHeaders of(MessageIndex index) throws SmtpRefusal {
        List<MssAddress> authors = authors(index);
        MssHeaderReader reader = new MssHeaderReader();
        for (String name : MSS) {
            index.headers(name).forEach(value -> reader.field(name, value));
        }
        MssHeaderReader.Reading reading = reader.end();
        return new MessageHeaders(authors, reading);
    }

    /**
     * Who says that he wrote a message, whoever brings it: the addresses of From, and of Sender if there is one.
     *
     * @throws SmtpRefusal if the header is larger than what is kept of it, there is not exactly one From, or From or Sender holds what is no address
     */
    static List<MssAddress> authors(MessageIndex index) throws SmtpRefusal {
        if (!index.root().complete()) {
            throw Refusals.HEADER_TOO_BIG.refusal();
        }
        List<String> from = index.headers("From");
        List<String> sender = index.headers("Sender");
        if (from.size() != 1 || sender.size() > 1) {
            throw Refusals.FROM_MISSING.refusal();
        }
        List<MssAddress> authors = new ArrayList<>(addresses(from.getFirst()));
        for (String one : sender) {
            authors.addAll(addresses(one));
        }
        return List.copyOf(authors);
    }

    private static List<MssAddress> addresses(String value) throws SmtpRefusal {
        List<MssAddress> addresses = new ArrayList<>();
        for (Address one : AddressList.parse(value)) {
            if (one instanceof Address.Mailbox mailbox) {
                addresses.add(address(mailbox.local() + '@' + mailbox.domain()));
            }
        }
        if (addresses.isEmpty() || addresses.size() > MOST_AUTHORS) {
            throw Refusals.FROM_MISSING.refusal();
        }
        for (String word : AddressWords.in(value)) {
            if (!addresses.contains(address(word))) {
                throw Refusals.FROM_MISSING.refusal(); // somebody else stands there, too
            }
        }
        return addresses;
    }

    private static MssAddress address(String text) throws SmtpRefusal {
        try {
            return MssAddress.parse(text);
        } catch (MssSyntaxException e) {
            throw Refusals.FROM_MISSING.refusal();
        }
    }
}
