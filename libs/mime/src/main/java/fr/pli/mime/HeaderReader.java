package fr.pli.mime;

import java.util.Arrays;
import java.util.Optional;

/** Puts the fields of one header together from its lines (RFC 5322 section 2.2.3). A line that is no field is passed over. */
final class HeaderReader {

    /** Of one value, in octets; longer ones are cut, behind their last whole element where they have elements. */
    static final int LONGEST_VALUE = 64 * 1024;

    /** Tells which fields to put together. */
    interface Wanted {
        /** The name under which a field goes on; empty if it does not. Its name is the front of {@code line}. */
        Optional<String> as(byte[] line, int nameLength);
    }

    /** Takes a field. */
    interface Sink {
        /** @param cut whether the value was longer */
        void field(String name, String value, boolean cut);
    }

    /** All fields, under the names that they have. */
    static final Wanted ALL = (line, nameLength) -> Optional.of(HeaderText.of(line, 0, nameLength));

    private final Wanted wanted;
    private final Sink sink;

    private String name = "";
    private byte[] value = new byte[128];
    private int length;
    private boolean cut;

    HeaderReader(Wanted wanted, Sink sink) {
        this.wanted = wanted;
        this.sink = sink;
    }

    /**
     * The next line.
     *
     * @param length without the line end
     * @param lineCut whether the line was longer than that
     */
    void line(byte[] line, int length, boolean lineCut) {
        if (length > 0 && isBlank(line[0])) {
            append(line, 0, length, lineCut);
            return;
        }
        flush();
        int nameLength = nameLength(line, length);
        if (nameLength > 0) {
            name = wanted.as(line, nameLength).orElse("");
            int colon = nameLength;
            while (line[colon] != ':') {
                colon++;
            }
            append(line, colon + 1, length, lineCut);
        }
    }

    /** Hands out the field that the last line belongs to: nothing of it follows. */
    void flush() {
        if (name.isEmpty()) {
            return;
        }
        if (cut) {
            dropHalfCharacter();
        }
        while (length > 0 && isBlank(value[length - 1])) {
            length--;
        }
        int from = 0;
        while (from < length && isBlank(value[from])) {
            from++;
        }
        String text = HeaderText.of(value, from, length - from);
        sink.field(name, cut ? FieldCut.atElement(name, text) : text, cut);
        name = "";
        length = 0;
        cut = false;
    }

    /** Length of the field name that a line begins with; 0 if it begins with none (RFC 5322 section 4.5: blanks may stand before the colon). */
    static int nameLength(byte[] line, int length) {
        int end = 0;
        while (end < length && line[end] > ' ' && line[end] < 0x7F && line[end] != ':') {
            end++;
        }
        int colon = end;
        while (colon < length && isBlank(line[colon])) {
            colon++;
        }
        return colon < length && line[colon] == ':' ? end : 0;
    }

    /** Whether the first {@code nameLength} octets of a line are that name, in any case. */
    static boolean isNamed(byte[] line, int nameLength, String name) {
        if (nameLength != name.length()) {
            return false;
        }
        for (int i = 0; i < nameLength; i++) {
            if (lower(line[i]) != lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }

    private void append(byte[] line, int from, int to, boolean lineCut) {
        if (name.isEmpty()) {
            return;
        }
        int room = Math.min(to - from, LONGEST_VALUE - length);
        if (length + room > value.length) {
            value = Arrays.copyOf(value, Math.max(length + room, 2 * value.length));
        }
        for (int i = from; i < from + room; i++) {
            byte c = line[i];
            value[length++] = c == 0 || c == '\r' ? (byte) ' ' : c;
        }
        cut |= lineCut || room < to - from;
    }

    /** A cut may have gone through the last UTF-8 character. */
    private void dropHalfCharacter() {
        int end = length;
        while (end > 0 && length - end < 3 && value[end - 1] < (byte) 0xC0) {
            end--;
        }
        if (end > 0 && value[end - 1] < 0) {
            length = end - 1;
        }
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }
}
