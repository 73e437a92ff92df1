package fr.pli.imap;

import fr.pli.imap.mail.Mailbox;
import fr.pli.imap.mail.Mailbox.Described;
import fr.pli.imap.mail.Mailbox.Facts;
import fr.pli.imap.syntax.ImapDates;
import fr.pli.mime.BodySection;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.SectionData;
import fr.pli.mime.SectionReader;
import fr.pli.mime.UnknownEncodingException;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message as far as it had to be read to answer a FETCH.
 *
 * @param facts null where the items need none
 * @param index likewise
 * @param sections likewise: reads its octets
 */
record FetchedMessage(
        ImapSession session,
        Selected selected,
        int uid,
        @Nullable Facts facts,
        @Nullable MessageIndex index,
        @Nullable SectionReader sections) {

    static FetchedMessage of(ImapSession session, Selected selected, int uid) {
        return new FetchedMessage(session, selected, uid, null, null, null);
    }

    static FetchedMessage of(ImapSession session, Selected selected, Facts facts) {
        return new FetchedMessage(session, selected, facts.uid(), facts, null, null);
    }

    /** @param large is told when much of it has to be worked out */
    static FetchedMessage of(
            ImapSession session,
            Selected selected,
            Described described,
            Mailbox.Bodies bodies,
            SectionReader.Large large) {
        int uid = described.facts().uid();
        SectionReader sections = new SectionReader(
                described.index(), (offset, length, out) -> bodies.copy(uid, offset, length, out), large);
        return new FetchedMessage(session, selected, uid, described.facts(), described.index(), sections);
    }

    /** @throws ImapRefusal UNKNOWN-CTE */
    FetchPiece piece(FetchItem item) throws IOException, ImapRefusal {
        return switch (item) {
            case FetchItem.Attribute attribute -> new FetchPiece.Text(attribute(attribute));
            case FetchItem.Section s ->
                new FetchPiece.Octets(s.label(), "", needed(sections).section(s.section(), s.partial()));
            case FetchItem.Preview _ ->
                new FetchPiece.Text(
                        "PREVIEW " + PreviewText.string(needed(sections).preview()));
            case FetchItem.Binary b -> new FetchPiece.Octets(b.label(), "~", binary(b));
            case FetchItem.BinarySize size -> {
                FetchItem.Binary all = new FetchItem.Binary(size.label(), size.path(), BodySection.Partial.WHOLE, true);
                yield new FetchPiece.Text(size.label() + " "
                        + binary(all).map(SectionData::length).orElse(0L));
            }
        };
    }

    private String attribute(FetchItem.Attribute attribute) {
        return switch (attribute) {
            case FLAGS -> "FLAGS " + session.announcer().flags(selected, known());
            case UID -> "UID " + uid;
            case MODSEQ -> "MODSEQ " + session.announcer().modSeq(selected, known());
            case INTERNALDATE -> "INTERNALDATE " + quoted(needed(facts).internalDate());
            case SAVEDATE -> "SAVEDATE " + quoted(needed(facts).saved());
            case SIZE -> "RFC822.SIZE " + needed(facts).size();
            case EMAILID -> "EMAILID (" + needed(facts).emailId() + ")";
            case THREADID -> "THREADID NIL";
            case ENVELOPE ->
                "ENVELOPE " + DescriptionWriter.envelope(needed(index).root(), session.utf8());
            case BODY -> "BODY " + DescriptionWriter.body(needed(index), session.utf8(), session.has(Enabled.REV2));
            case BODYSTRUCTURE ->
                "BODYSTRUCTURE "
                        + DescriptionWriter.bodyStructure(needed(index), session.utf8(), session.has(Enabled.REV2));
        };
    }

    private String quoted(Instant date) {
        return '"' + ImapDates.written(date, session.protocol().settings().zone()) + '"';
    }

    private Optional<SectionData> binary(FetchItem.Binary item) throws IOException, ImapRefusal {
        try {
            return needed(sections).binary(item.path(), item.partial());
        } catch (UnknownEncodingException _) {
            throw new ImapRefusal("UNKNOWN-CTE", "Nobody knows the encoding of that part");
        }
    }

    private int known() {
        return selected.known().indexOf(uid);
    }

    private static <T> T needed(@Nullable T read) {
        return Objects.requireNonNull(read, "the items say how deep a message is read");
    }
}
