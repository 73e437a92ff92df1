package fr.pli.compose;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a text, counted. A word is letters and digits; each other character, and each ideograph, is one of its own, so that a
 * line that ends after a hyphen changes no word. Characters that one glyph stands for count as one. Of words written from right to
 * left the letters count, not their order and not their vowel signs.
 */
final class Words {

    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}]+");

    /** Vowel signs of Arabic, which shaping joins into glyphs of which Unicode says that they begin with a blank. */
    private static final Pattern VOWEL_SIGNS =
            Pattern.compile("[\\u064B-\\u065F\\u0670\\uFC5E-\\uFC63\\uFCF2-\\uFCF4\\uFE70-\\uFE7F]");

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Set<String> breakable = new HashSet<>();
    private final StringBuilder pending = new StringBuilder();

    /** Adds text; what was added before it goes on without a blank. */
    void add(String text) {
        pending.append(text);
    }

    /** A word ends here. */
    void end() {
        String text = Normalizer.normalize(VOWEL_SIGNS.matcher(pending).replaceAll(""), Normalizer.Form.NFKC);
        pending.setLength(0);
        for (String piece : BLANK.split(text, -1)) {
            piece(piece, piece.length() >= TextWidth.BREAKABLE);
        }
    }

    private void piece(String text, boolean isLong) {
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isOfWord(c)) {
                if (!word.isEmpty() && isFromTheRight(word) != isFromTheRight(c)) {
                    count(word, isLong);
                }
                word.appendCodePoint(Fonts.canonical(c));
            } else {
                count(word, isLong);
                count(new StringBuilder().appendCodePoint(Fonts.canonical(c)), isLong);
            }
        });
        count(word, isLong);
    }

    /** Whether a word stands between blanks so far apart that a line may have to end inside it. */
    boolean mayBeBroken(String word) {
        return breakable.contains(word);
    }

    /** How often each word is there. */
    Map<String, Integer> counts() {
        end();
        return counts;
    }

    /** What this has more of than the other. */
    Map<String, Integer> without(Words other) {
        Map<String, Integer> rest = new LinkedHashMap<>();
        counts().forEach((word, count) -> {
            int more = count - other.counts().getOrDefault(word, 0);
            if (more > 0) {
                rest.put(word, more);
            }
        });
        return rest;
    }

    private void count(StringBuilder letters, boolean isLong) {
        if (!letters.isEmpty()) {
            String word = isFromTheRight(letters) ? sorted(letters) : letters.toString();
            counts.merge(word, 1, Integer::sum);
            if (isLong) {
                breakable.add(word);
            }
            letters.setLength(0);
        }
    }

    private static boolean isOfWord(int c) {
        return !isAlone(c) && (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    /** Whether it belongs to a script that has no blanks between words: a line may end before or after it. */
    static boolean isAlone(int c) {
        return switch (UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, THAI, LAO -> true;
            default -> false;
        };
    }

    private static boolean isFromTheRight(CharSequence word) {
        return word.codePoints().anyMatch(Words::isFromTheRight);
    }

    private static boolean isFromTheRight(int c) {
        byte way = Character.getDirectionality(c);
        return way == Character.DIRECTIONALITY_RIGHT_TO_LEFT || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static String sorted(CharSequence word) {
        return word.codePoints()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
