package fr.pli.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The words of a macro's or an action's text, one after the other. */
public final class Words {

    private final String text;
    private final Deque<String> words;

    private Words(String text) {
        this.text = text;
        words = new ArrayDeque<>(List.of(text.split(" ", -1)));
    }

    /** The words of {@code text}, parted by single blanks. */
    public static Words of(String text) {
        return new Words(text);
    }

    /** The next word. */
    public String next() {
        if (words.isEmpty()) {
            throw new AssertionError("a word is missing behind \"" + text + "\"");
        }
        return words.pop();
    }

    /** The next word, or {@code absent} if there is none. */
    public String nextOr(String absent) {
        return words.isEmpty() ? absent : words.pop();
    }

    /** All words that are left, with their blanks. */
    public String rest() {
        String rest = String.join(" ", words);
        words.clear();
        return rest;
    }
}
