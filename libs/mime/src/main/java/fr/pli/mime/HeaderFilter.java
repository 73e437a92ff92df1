package fr.pli.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a header and writes the fields that HEADER.FIELDS or HEADER.FIELDS.NOT ask for, as they stand, then the blank line (RFC 9051 section
 * 6.4.5.1). A line that is no field goes with the one before. Close it after the last octet; it does not close {@code out}.
 */
final class HeaderFilter extends OutputStream {

    private static final int LONGEST_NAME = 1000;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Set<String> names;
    private final boolean wanted;
    private final OutputStream out;

    /** The front of a line, until it is known whether it is wanted. */
    private final byte[] front = new byte[LONGEST_NAME + 2];

    private int length;
    private State state = State.FRONT;
    private boolean passing;
    private byte last = '\n';

    private enum State {
        FRONT,
        REST,
        AFTER
    }

    /** @param wanted whether fields of those names go out, or all others */
    HeaderFilter(List<String> names, boolean wanted, OutputStream out) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.wanted = wanted;
        this.out = out;
        this.passing = !wanted;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) throws IOException {
        int end = from + count;
        int at = from;
        while (at < end && state != State.AFTER) {
            if (state == State.FRONT) {
                byte c = octets[at++];
                front[length++] = c;
                if (c == ':' || c == '\n' || length == front.length || length == 1 && (c == ' ' || c == '\t')) {
                    endFront(c);
                }
            } else {
                int stop = at;
                while (stop < end && octets[stop] != '\n') {
                    stop++;
                }
                boolean whole = stop < end;
                pass(octets, at, whole ? stop + 1 : stop);
                at = whole ? stop + 1 : stop;
                state = whole ? State.FRONT : State.REST;
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (state == State.FRONT && length > 0) {
            endFront((byte) 0);
        }
        if (last != '\n') {
            out.write(LINE_END);
        }
        out.write(LINE_END);
        state = State.AFTER;
    }

    private void endFront(byte c) throws IOException {
        int size = c == '\n' ? length - 1 : length;
        if (c == '\n' && (size == 0 || size == 1 && front[0] == '\r')) {
            state = State.AFTER;
            return;
        }
        int nameLength = HeaderReader.nameLength(front, size);
        if (nameLength > 0) {
            String name = new String(front, 0, nameLength, StandardCharsets.ISO_8859_1);
            passing = names.contains(name.toLowerCase(Locale.ROOT)) == wanted;
        }
        pass(front, 0, length);
        length = 0;
        state = c == '\n' ? State.FRONT : State.REST;
    }

    private void pass(byte[] octets, int from, int to) throws IOException {
        if (passing && to > from) {
            out.write(octets, from, to - from);
            last = octets[to - 1];
        }
    }
}
