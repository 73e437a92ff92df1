package fr.pli.imap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Takes the lines of one header and keeps what is wanted of it. A line that is no field is passed over. */
final class HeaderReader {

    /** Of one value, in octets. */
    static final int LONGEST_VALUE = 64 * 1024;

    private final KeptFields.Level level;
    private final Budget budget;
    private final List<HeaderField> fields = new ArrayList<>();
    private boolean complete = true;

    private String name = "";
    private byte[] value = new byte[128];
    private int length;
    private boolean cut;

    /** What may still be kept of a message, in octets: a bound on its index. */
    static final class Budget {

        private static final int PER_FIELD = 32;
        private int left;

        Budget(int octets) {
            left = octets;
        }

        boolean take(int octets) {
            if (octets + PER_FIELD > left) {
                return false;
            }
            left -= octets + PER_FIELD;
            return true;
        }
    }

    HeaderReader(KeptFields.Level level, Budget budget) {
        this.level = level;
        this.budget = budget;
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
            name = KeptFields.wanted(line, nameLength, level).orElse("");
            int colon = nameLength;
            while (line[colon] != ':') {
                colon++;
            }
            append(line, colon + 1, length, lineCut);
        }
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

    /** First value of that name, of the lines so far. */
    Optional<String> first(String wanted) {
        flush();
        for (HeaderField field : fields) {
            if (field.name().equals(wanted)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    List<HeaderField> fields() {
        flush();
        return List.copyOf(fields);
    }

    /** Whether nothing that was wanted was cut or left out. */
    boolean isComplete() {
        return complete;
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

    private void flush() {
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
        if (budget.take(length - from + name.length())) {
            fields.add(new HeaderField(name, HeaderText.of(value, from, length - from)));
            complete &= !cut;
        } else {
            complete = false;
        }
        name = "";
        length = 0;
        cut = false;
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
