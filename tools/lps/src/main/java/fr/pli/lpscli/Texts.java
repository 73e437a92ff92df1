package fr.pli.lpscli;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** What is said to a person, in French unless the shell or {@code --lang} says English. */
record Texts(ResourceBundle bundle) {

    /** The language of {@code --lang}, else that of the environment as POSIX has it. */
    static Texts of(Map<String, String> environment, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        int option = words.indexOf("--lang");
        String language = Stream.concat(
                        Stream.concat(
                                words.stream()
                                        .filter(word -> word.startsWith("--lang="))
                                        .map(word -> word.substring(7)),
                                words.stream().skip(option + 1L).limit(option < 0 ? 0 : 1)),
                        Stream.of("LC_ALL", "LC_MESSAGES", "LANG").map(environment::get))
                .filter(Objects::nonNull)
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        return new Texts(ResourceBundle.getBundle(
                "fr.pli.lpscli.texts",
                language.toLowerCase(Locale.ROOT).startsWith("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /** A line. What comes from elsewhere can neither break it nor command the terminal. */
    String say(String key, Object... values) {
        return new MessageFormat(bundle.getString(key), Locale.ROOT)
                .format(Stream.of(values)
                        .map(String::valueOf)
                        .map(Texts::printable)
                        .map(String::strip)
                        .toArray());
    }

    /** Without control and format characters. */
    static String printable(String text) {
        return text.replaceAll("\\p{C}+", " ");
    }
}
