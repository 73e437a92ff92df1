package fr.pli.mime;

import java.io.IOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers what SEARCH asks of one message (RFC 9051 section 6.4.4): from the index where it can, else from the stored octets, which pass once, decoded
 * from their transfer encoding and charset, and are not held. A message that is no longer there holds nothing.
 */
public final class MessageMatcher {

    private static final Set<String> ADDRESSES = Set.of("from", "sender", "reply-to", "to", "cc", "bcc");
    private static final List<String> NOT_PLAIN = List.of("(", " @", "@ ", "\t@", "@\t");

    private final MessageIndex index;
    private final BodySource source;
    private Optional<TextSignature> signature = Optional.empty();

    public MessageMatcher(MessageIndex index, BodySource source) {
        this.index = index;
        this.source = source;
    }

    /**
     * HEADER, and FROM, TO, CC, BCC and SUBJECT: whether a field of that name holds the text; an empty text is in every field. An address is found as
     * ENVELOPE tells it, too, if there are comments or blanks in it.
     */
    public boolean header(String name, SearchText text) throws IOException {
        Part root = index.root();
        if (root.complete() && KeptFields.isKept(name)) {
            return root.headers(name).stream().anyMatch(value -> isIn(name, value, text));
        }
        AtomicBoolean found = new AtomicBoolean();
        HeaderReader reader = new HeaderReader(
                (line, nameLength) ->
                        HeaderReader.isNamed(line, nameLength, name) ? Optional.of(name) : Optional.empty(),
                (field, value, cut) -> found.compareAndSet(false, isIn(name, value, text)));
        try (HeaderFields fields = new HeaderFields(reader)) {
            source.copy(root.offset(), root.headerLength(), fields);
        }
        return found.get();
    }

    private static boolean isIn(String name, String value, SearchText text) {
        if (text.isIn(EncodedWords.decode(value))) {
            return true;
        }
        return ADDRESSES.contains(name.toLowerCase(Locale.ROOT))
                && NOT_PLAIN.stream().anyMatch(value::contains)
                && AddressList.parse(value).stream().anyMatch(address -> isIn(address, text));
    }

    private static boolean isIn(Address address, SearchText text) {
        return switch (address) {
            case Address.Mailbox(String name, String _, String local, String domain) ->
                text.isIn(EncodedWords.decode(name) + " <" + local + "@" + domain + ">");
            case Address.GroupStart(String name) -> text.isIn(EncodedWords.decode(name));
            case Address.GroupEnd() -> false;
        };
    }

    /** BODY: whether a text part holds the text. */
    public boolean body(SearchText text) throws IOException {
        return search(text, false);
    }

    /** TEXT: whether a text part or a header, be it of a part or of a message inside, holds the text. */
    public boolean text(SearchText text) throws IOException {
        return search(text, true);
    }

    /** SENTON and the like: the day in the Date field, in the sender's time zone; empty if there is none. */
    public Optional<LocalDate> sentDay() {
        return index.header("Date").flatMap(SentDate::parse).map(OffsetDateTime::toLocalDate);
    }

    /** Of the message, if {@link #body} or {@link #text} had to read all of it. */
    public Optional<TextSignature> signature() {
        return signature;
    }

    private boolean search(SearchText text, boolean headers) throws IOException {
        TextSignature.Builder read = new TextSignature.Builder();
        SearchText.Search search = text.search(read);
        TextRegions regions = new TextRegions(search, headers ? search : SearchText.NOWHERE.search(read));
        regions.add(index.root());
        if (regions.read(source)) {
            signature = Optional.of(read.end());
        }
        return search.found();
    }
}
