package fr.pli.imap.mail;

import com.github.benmanes.caffeine.cache.Interner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flags of a message: system flags and keywords (RFC 9051 section 2.3.2), in the order in which they are written. Immutable;
 * keywords keep the case in which they came and are compared without it. Sets without keywords and equal lists of keywords are shared, so that
 * a large mailbox holds few of them. All that is asked of two sets takes time in proportion to both.
 */
public final class Flags implements Iterable<String> {

    /** The system flags that are kept; \Recent is of a session, not of a message. */
    public enum SystemFlag {
        ANSWERED(1, "\\Answered"),
        FLAGGED(2, "\\Flagged"),
        DELETED(4, "\\Deleted"),
        SEEN(8, "\\Seen"),
        DRAFT(16, "\\Draft");

        private final int bit;
        private final String text;

        SystemFlag(int bit, String text) {
            this.bit = bit;
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }

        /** Its bit in {@link Flags#bits()}; stores keep it, so it never changes. */
        public int bit() {
            return bit;
        }
    }

    private static final List<SystemFlag> SYSTEM = List.of(SystemFlag.values());
    private static final int ALL_BITS = (1 << SYSTEM.size()) - 1;
    private static final Interner<List<String>> LISTS = Interner.newWeakInterner();
    private static final Interner<String> WORDS = Interner.newWeakInterner();
    private static final Flags[] WITHOUT_KEYWORDS = new Flags[ALL_BITS + 1];

    static {
        for (int bits = 0; bits <= ALL_BITS; bits++) {
            WITHOUT_KEYWORDS[bits] = new Flags(bits, List.of());
        }
    }

    /** No flag. */
    public static final Flags NONE = WITHOUT_KEYWORDS[0];

    private final int bits;
    private final List<String> keywords;

    private Flags(int bits, List<String> keywords) {
        this.bits = bits;
        this.keywords = keywords;
    }

    /** Flags as kept: {@link #bits()} and {@link #keywords()}. Bits that are no flag are left out. */
    public static Flags of(int bits, Collection<String> keywords) {
        if (keywords.isEmpty()) {
            return WITHOUT_KEYWORDS[bits & ALL_BITS];
        }
        return new Flags(bits & ALL_BITS, inOrder(keywords));
    }

    /** Flags as written: {@code \Seen}, {@code $Forwarded}. Unknown ones that begin with a backslash, and {@code \Recent}, are left out. */
    public static Flags of(Collection<String> texts) {
        int bits = 0;
        List<String> keywords = new ArrayList<>();
        for (String text : texts) {
            if (!text.startsWith("\\")) {
                keywords.add(text);
            } else {
                bits |= bitOf(text);
            }
        }
        return of(bits, keywords);
    }

    /** Flags as written. */
    public static Flags of(String... texts) {
        return of(List.of(texts));
    }

    /** Whether all of those are set. */
    public boolean has(Flags those) {
        return (bits & those.bits) == those.bits
                && (those.keywords.isEmpty() || set(keywords).containsAll(those.keywords));
    }

    public boolean has(SystemFlag flag) {
        return (bits & flag.bit()) != 0;
    }

    /** Whether the keyword is set, in any case. */
    public boolean has(String keyword) {
        return Collections.binarySearch(keywords, keyword, String.CASE_INSENSITIVE_ORDER) >= 0;
    }

    /** The system flags, each as its {@link SystemFlag#bit()}. */
    public int bits() {
        return bits;
    }

    /** The keywords, without case in order. */
    public List<String> keywords() {
        return keywords;
    }

    /** These and those. */
    public Flags plus(Flags those) {
        if (those.keywords.isEmpty()) {
            return of(bits | those.bits, keywords);
        }
        List<String> all = new ArrayList<>(keywords);
        all.addAll(those.keywords);
        return of(bits | those.bits, all);
    }

    /** These without those. */
    public Flags minus(Flags those) {
        if (those.keywords.isEmpty() || keywords.isEmpty()) {
            return of(bits & ~those.bits, keywords);
        }
        Set<String> left = set(keywords);
        left.removeIf(those::has);
        return of(bits & ~those.bits, left);
    }

    public boolean isEmpty() {
        return bits == 0 && keywords.isEmpty();
    }

    @Override
    public Iterator<String> iterator() {
        List<String> all = new ArrayList<>();
        for (SystemFlag flag : SYSTEM) {
            if (has(flag)) {
                all.add(flag.text);
            }
        }
        all.addAll(keywords);
        return all.iterator();
    }

    /** {@code \Seen $Forwarded}, without parentheses. */
    @Override
    public String toString() {
        return String.join(" ", this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flags that && bits == that.bits && (keywords.equals(that.keywords) || equalWords(that));
    }

    /** Both are in the same order. */
    private boolean equalWords(Flags that) {
        if (keywords.size() != that.keywords.size()) {
            return false;
        }
        for (int i = 0; i < keywords.size(); i++) {
            if (!keywords.get(i).equalsIgnoreCase(that.keywords.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = bits;
        for (String word : keywords) {
            hash = 31 * hash + word.toLowerCase(Locale.ROOT).hashCode();
        }
        return hash;
    }

    private static int bitOf(String text) {
        for (SystemFlag flag : SYSTEM) {
            if (flag.text.equalsIgnoreCase(text)) {
                return flag.bit();
            }
        }
        return 0;
    }

    /** The first spelling of a keyword stays. */
    private static List<String> inOrder(Collection<String> keywords) {
        return LISTS.intern(set(keywords).stream().map(WORDS::intern).toList());
    }

    private static Set<String> set(Collection<String> keywords) {
        TreeSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(keywords);
        return set;
    }
}
