package fr.pli.psc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A JSON object as PSC writes them: of a name that comes twice the last value counts, {@code null} is absent, and what has another type than
 * the one asked for is absent too. Depth, size and number of tokens are bounded.
 */
record JsonObject(Map<String, Object> members) {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,9})?");
    private static final double MOST_SECONDS = 1e15;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(256 * 1024)
                    .maxTokenCount(20_000)
                    .maxNestingDepth(16)
                    .maxNameLength(200)
                    .maxStringLength(32 * 1024)
                    .maxNumberLength(40)
                    .build())
            .build();

    /**
     * Reads a whole text.
     *
     * @param what the text's name in the exception
     * @throws PscSyntaxException if it is not JSON, not an object, or beyond a bound
     */
    static JsonObject read(String what, String text) throws PscSyntaxException {
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new PscSyntaxException(what, "expected a JSON object");
            }
            JsonObject object = object(in);
            if (in.nextToken() != null) {
                throw new PscSyntaxException(what, "something follows the JSON object");
            }
            return object;
        } catch (IOException e) {
            // Jackson's message may quote the text: only the kind of problem goes on
            throw new PscSyntaxException(
                    what, "expected JSON within bounds, not " + e.getClass().getSimpleName());
        }
    }

    /** A text, or empty. */
    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    /**
     * Whole seconds: of a time (NumericDate, RFC 7519 section 2, which may have a fraction) or of a life. A text of digits counts too: what PSC signed
     * or says over TLS is meant, and one that is dropped would read as a token without an end, which is refused.
     */
    OptionalLong seconds(String name) {
        return switch (members.get(name)) {
            case Long number -> OptionalLong.of(number);
            case Double number when Math.abs(number) < MOST_SECONDS -> OptionalLong.of((long) Math.floor(number));
            case String text
            when SECONDS.matcher(text).matches() -> OptionalLong.of(Long.parseLong(text.split("\\.", 2)[0]));
            case null, default -> OptionalLong.empty();
        };
    }

    /** Is it there and the JSON {@code true}? The text "true" is not. */
    boolean isTrue(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    /** The texts of an array, or the one text that stands in its place. */
    List<String> texts(String name) {
        return switch (members.get(name)) {
            case String text -> List.of(text);
            case List<?> list -> all(list, String.class);
            case null, default -> List.of();
        };
    }

    /** An object in this one. */
    Optional<JsonObject> object(String name) {
        return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    /** The objects of an array. */
    List<JsonObject> objects(String name) {
        return members.get(name) instanceof List<?> list ? all(list, JsonObject.class) : List.of();
    }

    private static <T> List<T> all(List<?> list, Class<T> type) {
        return list.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static JsonObject object(JsonParser in) throws IOException {
        Map<String, Object> members = new HashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            Optional<Object> value = value(in, in.nextToken());
            members.remove(name);
            value.ifPresent(present -> members.put(name, present));
        }
        return new JsonObject(members);
    }

    private static List<Object> array(JsonParser in) throws IOException {
        List<Object> values = new ArrayList<>();
        for (JsonToken token; (token = in.nextToken()) != JsonToken.END_ARRAY; ) {
            value(in, token).ifPresent(values::add);
        }
        return values;
    }

    private static Optional<Object> value(JsonParser in, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> Optional.of(object(in));
            case START_ARRAY -> Optional.of(array(in));
            case VALUE_STRING -> Optional.of(in.getText());
            case VALUE_NUMBER_INT -> integer(in.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> Optional.of(in.getDoubleValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> integer(BigInteger number) {
        return number.bitLength() < Long.SIZE ? Optional.of(number.longValue()) : Optional.empty();
    }
}
