package fr.pli.imap;

/** A string to search for, made ready. Case does not matter; accents do, however they were written. */
final class SearchText {

    private final String wanted;
    private final int[] fallback;

    SearchText(String text) {
        StringBuilder ready = new StringBuilder(text.length());
        Composer composer = new Composer();
        for (int i = 0; i < text.length(); i++) {
            append(ready, composer.next(text.charAt(i)));
        }
        append(ready, composer.end());
        wanted = ready.toString();
        fallback = fallback(wanted);
    }

    /** Begins to look for it. */
    Search search() {
        return new Search();
    }

    /** Whether it is in {@code text}. */
    boolean isIn(String text) {
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
    final class Search {

        private final Composer composer = new Composer();
        private int matched;
        private boolean found = wanted.isEmpty();

        /** Looks in the next piece of a text. */
        void next(char[] text, int from, int to) {
            for (int i = from; i < to && !found; i++) {
                match(composer.next(text[i]));
            }
        }

        /** The text is over; another may follow. */
        void endOfText() {
            match(composer.end());
            matched = 0;
        }

        /** Looks in a whole text. */
        void in(String text) {
            for (int i = 0; i < text.length() && !found; i++) {
                match(composer.next(text.charAt(i)));
            }
            endOfText();
        }

        boolean found() {
            return found;
        }

        private void match(char c) {
            if (c == Composer.NONE || found) {
                return;
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
