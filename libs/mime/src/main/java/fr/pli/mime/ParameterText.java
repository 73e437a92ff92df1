package fr.pli.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The text of a parameter as its writer meant it: RFC 2231 undone, with its pieces ({@code name*0*}), its charset and its {@code %XX}; and
 * RFC 2047 words, which many write there although they must not. What is wrong with it is left as it stands.
 */
final class ParameterText {

    private static final int MAX_PIECES = 100;

    private final Parameters parameters;
    private Charset charset = StandardCharsets.UTF_8;

    private ParameterText(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Empty if there is no such parameter. */
    static Optional<String> of(Parameters parameters, String name) {
        ParameterText text = new ParameterText(parameters);
        return text.extended(name)
                .or(() -> text.pieces(name))
                .or(() -> parameters.get(name).map(EncodedWords::decode));
    }

    private Optional<String> extended(String name) {
        return parameters
                .get(name + "*")
                .map(value -> decoded(withoutCharset(value)).toString(charset));
    }

    private Optional<String> pieces(String name) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int count = 0;
        while (count < MAX_PIECES) {
            Optional<String> plain = parameters.get(name + "*" + count);
            Optional<String> encoded = parameters.get(name + "*" + count + "*");
            if (encoded.isPresent()) {
                String piece = count == 0 ? withoutCharset(encoded.get()) : encoded.get();
                all.writeBytes(decoded(piece).toByteArray());
            } else if (plain.isPresent()) {
                all.writeBytes(plain.get().getBytes(charset));
            } else {
                break;
            }
            count++;
        }
        return count == 0 ? Optional.empty() : Optional.of(all.toString(charset));
    }

    /** Takes {@code charset'language'} off. */
    private String withoutCharset(String value) {
        int first = value.indexOf('\'');
        int second = value.indexOf('\'', first + 1);
        if (first < 0 || second < 0) {
            return value;
        }
        charset = TextCharset.named(value.substring(0, first)).orElse(StandardCharsets.UTF_8);
        return value.substring(second + 1);
    }

    private ByteArrayOutputStream decoded(String value) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); ) {
            int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (value.charAt(i) == '%' && high >= 0 && low >= 0) {
                octets.write(high << 4 | low);
                i += 3;
            } else {
                int end = value.offsetByCodePoints(i, 1);
                octets.writeBytes(value.substring(i, end).getBytes(charset));
                i = end;
            }
        }
        return octets;
    }
}
