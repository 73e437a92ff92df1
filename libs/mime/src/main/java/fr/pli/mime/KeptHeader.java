package fr.pli.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an index keeps of one header, as far as the budget of the message goes. */
final class KeptHeader {

    private final Budget budget;
    private final HeaderReader reader;
    private final List<HeaderField> fields = new ArrayList<>();
    private boolean complete = true;

    /** What may still be kept of a message, in characters: a bound on its index. */
    static final class Budget {

        private static final int PER_FIELD = 32;
        private int left;

        Budget(int characters) {
            left = characters;
        }

        private boolean take(int characters) {
            if (characters + PER_FIELD > left) {
                return false;
            }
            left -= characters + PER_FIELD;
            return true;
        }
    }

    KeptHeader(KeptFields.Level level, Budget budget) {
        this.budget = budget;
        this.reader = new HeaderReader((line, length) -> KeptFields.wanted(line, length, level), this::keep);
    }

    /** The next line: {@link HeaderReader#line}. */
    void line(byte[] line, int length, boolean cut) {
        reader.line(line, length, cut);
    }

    /** First value of that name, of the lines so far. */
    Optional<String> first(String name) {
        reader.flush();
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .findFirst();
    }

    List<HeaderField> fields() {
        reader.flush();
        return List.copyOf(fields);
    }

    /** Whether nothing that was wanted was cut or left out. */
    boolean isComplete() {
        reader.flush();
        return complete;
    }

    private void keep(String name, String value, boolean cut) {
        if (budget.take(name.length() + value.length())) {
            fields.add(new HeaderField(name, value));
            complete &= !cut;
        } else {
            complete = false;
        }
    }
}
