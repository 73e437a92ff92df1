package fr.pli.mime;

import fr.pli.mime.Part.Shape;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Finds the parts of a message (RFC 2045, RFC 2046) as its octets pass, once, in memory that does not grow with the message.
 * Nothing is refused: what has no end ends with the message, what cannot be understood is text, and beyond {@value #MAX_DEPTH}
 * levels or {@value #MAX_PARTS} parts nothing more is looked for. A line ends with LF, whether CR stands before or not. Not for use by several threads.
 */
public final class MessageScanner extends OutputStream {

    /** Levels of parts and messages inside each other. */
    static final int MAX_DEPTH = 100;

    /** Parts of one message, itself and the multiparts counted. */
    static final int MAX_PARTS = 1000;

    private static final int MAX_KEPT = 256 * 1024;
    private static final int LONGEST_HEADER_LINE = HeaderReader.LONGEST_VALUE + 128;
    private static final int LONGEST_DELIMITER = 1000;

    private final KeptHeader.Budget budget = new KeptHeader.Budget(MAX_KEPT);
    private final List<OpenPart> open = new ArrayList<>();
    private int parts;
    private boolean inHeader;
    private boolean delimitersMatter;

    private long offset;
    private long lineStart;
    private long lineFeeds;
    private byte lastOctet;
    private int endOfLineBefore;
    private boolean lineBeforeEmpty;

    private byte[] line = new byte[256];
    private int length;
    private boolean keeping;
    private boolean cut;

    /** Starts a message. */
    public MessageScanner() {
        open(MediaType.TEXT, KeptFields.Level.OUTERMOST, 0);
    }

    /** The index of a message that is in memory. */
    public static MessageIndex scan(byte[] message) {
        MessageScanner scanner = new MessageScanner();
        scanner.write(message, 0, message.length);
        return scanner.finish();
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        Objects.checkFromIndexSize(from, count, octets.length);
        int end = from + count;
        int at = from;
        while (at < end) {
            if (offset == lineStart) {
                keeping = inHeader || delimitersMatter && octets[at] == '-';
            }
            int lineFeed = lineFeed(octets, at, end);
            if (keeping) {
                keep(octets, at, lineFeed);
            }
            if (lineFeed == end) {
                lastOctet = octets[end - 1];
                offset += end - at;
                return;
            }
            boolean afterReturn =
                    lineFeed > at ? octets[lineFeed - 1] == '\r' : offset > lineStart && lastOctet == '\r';
            offset += lineFeed + 1 - at;
            at = lineFeed + 1;
            endLine(afterReturn ? 2 : 1);
        }
    }

    /** The message is whole. Call it once, and write nothing after. */
    public MessageIndex finish() {
        boolean lineOpen = offset > lineStart;
        if (lineOpen && keeping) {
            readLine();
        }
        while (inHeader) {
            endHeader(offset);
        }
        closeDownTo(0, offset, lineFeeds, lineOpen);
        return new MessageIndex(open.getFirst().close(offset, lineFeeds, lineOpen));
    }

    private static int lineFeed(byte[] octets, int from, int end) {
        int at = from;
        while (at < end && octets[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(byte[] octets, int from, int to) {
        int limit = inHeader ? LONGEST_HEADER_LINE : LONGEST_DELIMITER;
        int room = Math.min(to - from, limit - length);
        if (length + room > line.length) {
            line = Arrays.copyOf(line, Math.max(length + room, 2 * line.length));
        }
        System.arraycopy(octets, from, line, length, room);
        length += room;
        cut |= room < to - from;
    }

    private void endLine(int endOfLine) {
        if (keeping) {
            readLine();
            length = 0;
            cut = false;
        }
        lineFeeds++;
        endOfLineBefore = endOfLine;
        lineBeforeEmpty = offset - lineStart == endOfLine;
        lineStart = offset;
    }

    /** Reads a line that was kept whole, or as far as {@link #cut} says. */
    private void readLine() {
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (!inHeader) {
            delimiter();
        } else if (length == 0) {
            endHeader(offset);
        } else if (isDelimiterInHeader()) {
            while (inHeader) {
                endHeader(lineStart);
            }
            delimiter();
        } else if (open.getLast().offset() == lineStart && isText()) {
            endHeader(lineStart);
            if (inHeader) {
                readLine();
            }
        } else {
            open.getLast().header().line(line, length, cut);
        }
    }

    private boolean isDelimiterInHeader() {
        return startsWithDashes() && (level() >= 0 || open.getLast().isOwnDelimiter(line, delimiterLength()));
    }

    /** Whether a first line has nothing of a header: somebody forgot the blank line before a text. {@code From } is of an mbox. */
    private boolean isText() {
        String start = HeaderText.of(line, 0, Math.min(length, 6));
        return HeaderReader.nameLength(line, length) == 0
                && !start.startsWith(" ")
                && !start.startsWith("\t")
                && !start.startsWith("From ")
                && !start.startsWith(">From ");
    }

    private void endHeader(long bodyOffset) {
        long lineFeedsBefore = bodyOffset == lineStart ? lineFeeds : lineFeeds + 1;
        boolean mayNest = open.size() < MAX_DEPTH && parts < MAX_PARTS;
        OpenPart part = open.getLast();
        inHeader = false;
        Shape shape = part.beginBody(bodyOffset, lineFeedsBefore, mayNest);
        if (shape == Shape.MESSAGE) {
            open(MediaType.TEXT, KeptFields.Level.MESSAGE, bodyOffset);
        }
        delimitersMatter |= shape == Shape.MULTIPART;
    }

    private void open(MediaType byDefault, KeptFields.Level level, long at) {
        parts++;
        open.add(new OpenPart(at, byDefault, new KeptHeader(level, budget)));
        inHeader = true;
    }

    /** Acts on the line if it is a delimiter of an open multipart (RFC 2046 section 5.1.1). */
    private void delimiter() {
        int level = level();
        if (level < 0) {
            return;
        }
        OpenPart multipart = open.get(level);
        boolean last = delimiterLength() > 2 + multipart.boundary().length;
        if (!last && parts == MAX_PARTS) {
            delimitersMatter = false;
            return;
        }
        if (level + 1 < open.size()) {
            long end = Math.max(open.get(level + 1).bodyOffset(), lineStart - endOfLineBefore);
            closeDownTo(level, end, lineFeeds - 1, !lineBeforeEmpty);
        }
        if (last) {
            multipart.lastDelimiter();
            delimitersMatter = open.stream().anyMatch(part -> part.boundary().length > 0);
        } else {
            open(multipart.defaultOfParts(), KeptFields.Level.PART, offset);
        }
    }

    private boolean startsWithDashes() {
        return length > 2 && line[0] == '-' && line[1] == '-' && !cut;
    }

    /** Index of the innermost open multipart that the line is a delimiter of; -1 if there is none. */
    private int level() {
        if (!delimitersMatter || !startsWithDashes()) {
            return -1;
        }
        int end = delimiterLength();
        for (int i = open.size() - 1; i >= 0; i--) {
            if (OpenPart.isDelimiter(line, end, open.get(i).boundary())) {
                return i;
            }
        }
        return -1;
    }

    /** Length of the line without the blanks that may pad a delimiter. */
    private int delimiterLength() {
        int end = length;
        while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    private void closeDownTo(int level, long end, long lineFeedsSoFar, boolean lineOpen) {
        while (open.size() > level + 1) {
            Part part = open.removeLast().close(end, lineFeedsSoFar, lineOpen);
            open.getLast().add(part);
        }
    }
}
