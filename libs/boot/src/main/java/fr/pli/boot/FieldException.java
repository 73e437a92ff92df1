package fr.pli.boot;

import fr.pli.mss.MssSyntaxException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field or a parameter of a request is missing or will not do. The message begins with its name. */
public final class FieldException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    public FieldException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
    }

    /** Its name. */
    public String field() {
        return field;
    }

    /** @throws FieldException if there is no value */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new FieldException(field, "is missing");
        }
        return value;
    }

    /** @throws FieldException if there is no value, or it is not what {@code parse} reads */
    public static <T> T required(String field, @Nullable String value, Function<String, T> parse) {
        try {
            return parse.apply(required(field, value));
        } catch (MssSyntaxException e) {
            throw new FieldException(field, String.valueOf(e.getMessage()));
        }
    }

    /** @throws FieldException if there is a value that {@code parse} does not read */
    public static <T> Optional<T> optional(String field, @Nullable String value, Function<String, T> parse) {
        return value == null ? Optional.empty() : Optional.of(required(field, value, parse));
    }

    /**
     * A text for people, as it came.
     *
     * @throws FieldException if it is longer, or holds control characters (a line end too) or half of a character, which nothing could show as they are
     */
    public static String text(String field, String value, int most) {
        if (value.length() > most) {
            throw new FieldException(field, "has more than " + most + " characters");
        }
        if (value.codePoints()
                .anyMatch(each -> Character.isISOControl(each) || Character.getType(each) == Character.SURROGATE)) {
            throw new FieldException(field, "holds characters that are no text");
        }
        return value;
    }

    /** @throws FieldException if the value is not between the two, both included */
    public static long between(long least, long most, String field, long value) {
        if (value < least || value > most) {
            throw new FieldException(field, value + " is not between " + least + " and " + most);
        }
        return value;
    }
}
