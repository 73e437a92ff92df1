package fr.pli.mime;

import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A string to search for, made ready. Case does not matter; accents do, however they were written. */
public final class SearchText {

    /** Is in no text. */
    public static final SearchText NOWHERE = new SearchText(new StringBuilder().append(Composer.NONE));

    private final String wanted;
    private final int[] fallback;

    public SearchText(String text) {
        StringBuilder ready = new StringBuilder(text.length());
        Composer composer = new Composer();
        for (int i = 0; i < text.length(); i++) {
            append(ready, composer.next(text.charAt(i)));
        }
        append(ready, composer.end());
        this(ready);
    }

    private SearchText(StringBuilder ready) {
        wanted = ready.toString();
        fallback = fallback(wanted);
    }

    /** Begins to look for it. */
    public Search search() {
        return new Search(null);
    }

    /** Begins to look for it; {@code signature} is given all characters that are looked at. */
    public Search search(TextSignature.Builder signature) {
        return new Search(signature);
    }

    /** How signatures are asked for it; empty if it is too short for that. */
    public Optional<TextProbe> probe() {
        int[] places = IntStream.range(0, wanted.length() - 2)
                .map(i -> TextSignature.place(wanted.charAt(i), wanted.charAt(i + 1), wanted.charAt(i + 2)))
                .distinct()
                .limit(TextProbe.MOST)
                .toArray();
        return places.length == 0 ? Optional.empty() : Optional.of(new TextProbe(places));
    }

    /** Whether it is in {@code text}. */
    public boolean isIn(String text) {
        Search search = search();
        search.in(text);
        return search.found();
    }

    private static void append(StringBuilder ready, char c) {
        if (c != Composer.NONE) {
            ready.append(c);
        }
    }

    /** For each place of the string, how long a beginning of it ends there (Knuth, Morris and Pratt). */
    private static int[] fallback(String wanted) {
        int[] fallback = new int[wanted.length()];
        int length = 0;
        for (int i = 1; i < fallback.length; i++) {
            while (length > 0 && wanted.charAt(i) != wanted.charAt(length)) {
                length = fallback[length - 1];
            }
            if (wanted.charAt(i) == wanted.charAt(length)) {
                length++;
            }
            fallback[i] = length;
        }
        return fallback;
    }

    /** One search, in texts that come in pieces. All that it remembers is how much of the string the last piece ended with. */
    public final class Search {

        private final TextSignature.@Nullable Builder signature;
        private final Composer composer = new Composer();
        private int matched;
        private boolean found = wanted.isEmpty();

        private Search(TextSignature.@Nullable Builder signature) {
            this.signature = signature;
        }

        /** Looks in the next piece of a text. */
        public void next(char[] text, int from, int to) {
            for (int i = from; i < to && !found; i++) {
                match(composer.next(text[i]));
            }
        }

        /** The text is over; another may follow. */
        public void endOfText() {
            match(composer.end());
            matched = 0;
            if (signature != null) {
                signature.endOfText();
            }
        }

        /** Looks in a whole text. */
        public void in(String text) {
            for (int i = 0; i < text.length() && !found; i++) {
                match(composer.next(text.charAt(i)));
            }
            endOfText();
        }

        public boolean found() {
            return found;
        }

        private void match(char c) {
            if (c == Composer.NONE || found) {
                return;
            }
            if (signature != null) {
                signature.next(c);
            }
            while (matched > 0 && wanted.charAt(matched) != c) {
                matched = fallback[matched - 1];
            }
            if (wanted.charAt(matched) == c) {
                found = ++matched == wanted.length();
            }
        }
    }
}
