package fr.pli.mime;

/**
 * Makes the characters of a text ready to be compared, one by one: without case, and a letter with the combining mark that follows it as one
 * character where there is such.
 */
final class Composer {

    /** No character; a NUL in a text is passed over. */
    static final char NONE = 0;

    private char held = NONE;

    /** Takes the next character of the text. Returns the one before, which is certain now, or {@link #NONE}. */
    char next(char c) {
        if (CaseFolding.isMark(c) && held != NONE) {
            char composed = CaseFolding.compose(held, c);
            if (composed != NONE) {
                held = composed;
                return NONE;
            }
        }
        char certain = CaseFolding.fold(held);
        held = c;
        return certain;
    }

    /** The text is over. Returns its last character, or {@link #NONE}. */
    char end() {
        return next(NONE);
    }
}
