package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.sandbox.PatternsOfTheCode.Found;
import fr.pli.sandbox.PatternsOfTheCode.Use;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No regular expression takes more than linear time, whatever a peer sends: each is applied to texts that are made of its own characters and
 * words, and the characters that it looks at are counted. No clock is asked.
 */
class LinearPatternsTest {

    private static final Pattern WORD = Pattern.compile("[A-Za-z-]{3,}");
    private static final String USUAL = " \t\na0=,\"\\<-[.%*{\u00e9\u00a0";
    private static final int MOST_ATOMS = 20;
    private static final String STOP = "\u0001";

    private static final PatternsOfTheCode CODE = PatternsOfTheCode.read();

    @Test
    void every_expression_stands_in_a_static_field_or_as_a_constant() {
        assertThat(CODE.unknown()).isEmpty();
        assertThat(CODE.found()).hasSizeGreaterThan(80);
    }

    @Test
    void no_expression_is_slower_than_linear() {
        List<String> slow = new ArrayList<>();
        for (Found found : CODE.found()) {
            for (Use use : found.uses()) {
                slowest(found.pattern(), use).ifPresent(text -> slow.add(use + " " + found.where() + " " + text));
            }
        }
        assertThat(slow).isEmpty();
    }

    @Test
    void no_expression_needs_a_stack_that_grows_with_the_text() throws Exception {
        List<String> deep = new ArrayList<>();
        Thread small = new Thread(
                null,
                () -> {
                    for (Found found : CODE.found()) {
                        for (String atom : atoms(found.pattern())) {
                            if (!isShallow(found.pattern(), atom.repeat(20_000 / atom.length()))) {
                                deep.add(found.where() + " " + atom);
                            }
                        }
                    }
                },
                "small-stack",
                256 * 1024L);
        small.start();
        small.join();
        assertThat(deep).isEmpty();
    }

    @Test
    void the_check_finds_expressions_that_are_known_to_be_slow() {
        assertThat(slowest(Pattern.compile("[ \\t]*,[ \\t]*"), Use.SEARCHED)).isPresent();
        assertThat(slowest(Pattern.compile("=\\s*[^\"\\s,][^,]*(?<!\\\\)\""), Use.SEARCHED))
                .isPresent();
        assertThat(slowest(Pattern.compile("\\s*([^^]*)\\^\\^\\^.*"), Use.ANCHORED))
                .isPresent();
        assertThat(slowest(Pattern.compile("[*%]*\\*[*%]*"), Use.SEARCHED)).isPresent();
        assertThat(slowest(Pattern.compile("[a-z]+"), Use.SEARCHED)).isEmpty();
        assertThat(slowest(Pattern.compile("[^@]{1,64}@[a-z]{1,250}"), Use.SEARCHED))
                .isEmpty();
        assertThat(isShallow(Pattern.compile("(?:[a-y]|z[0-9])*"), "a".repeat(200_000)))
                .isFalse();
    }

    private static Optional<String> slowest(Pattern pattern, Use use) {
        Set<String> atoms = atoms(pattern);
        for (String one : atoms) {
            for (String other : atoms) {
                for (int shape = 0; shape < 3; shape++) {
                    if (steps(pattern, use, text(shape, one, other, 300)) > 40 * 300
                            && steps(pattern, use, text(shape, one, other, 2000))
                                    > 2.8 * steps(pattern, use, text(shape, one, other, 1000))) {
                        return Optional.of("/" + pattern + "/ with \"" + one + "\" and \"" + other + "\", " + shape);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String text(int shape, String one, String other, int size) {
        return switch (shape) {
                    case 0 -> one + other.repeat(size / other.length());
                    case 1 -> (one + other).repeat(size / (one.length() + other.length()));
                    default -> one.repeat(size / 2 / one.length()) + other.repeat(size / 2 / other.length());
                }
                + STOP;
    }

    /** Words and characters of the expression, and those that expressions are mostly slow with. */
    private static Set<String> atoms(Pattern pattern) {
        Set<String> atoms = new LinkedHashSet<>();
        WORD.matcher(pattern.pattern())
                .results()
                .map(word -> word.group())
                .limit(4)
                .forEach(atoms::add);
        USUAL.chars().mapToObj(Character::toString).forEach(atoms::add);
        pattern.pattern().chars().mapToObj(Character::toString).forEach(atoms::add);
        return new LinkedHashSet<>(atoms.stream().limit(MOST_ATOMS).toList());
    }

    private static long steps(Pattern pattern, Use use, String text) {
        Counted counted = new Counted(text);
        Matcher matcher = pattern.matcher(counted);
        try {
            switch (use) {
                case ANCHORED -> matcher.matches();
                case SEARCHED -> {
                    while (matcher.find()) {
                        counted.steps++;
                    }
                }
            }
        } catch (StackOverflowError e) {
            return counted.steps; // another test tells of it
        }
        return counted.steps;
    }

    private static boolean isShallow(Pattern pattern, String text) {
        try {
            pattern.matcher(text).matches();
            return true;
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /** Counts how often a character is looked at. */
    private static final class Counted implements CharSequence {

        private final String text;
        private long steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            steps++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
