package fr.pli.imap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The flags of a message: system flags and keywords (RFC 9051 section 2.3.2), in the order in which they are written. Immutable;
 * keywords keep the case in which they came and are compared without it.
 */
public final class Flags implements Iterable<String> {

    /** No flag. */
    public static final Flags NONE = new Flags(EnumSet.noneOf(SystemFlag.class), Set.of());

    /** The system flags that are kept; \Recent is of a session, not of a message. */
    public enum SystemFlag {
        ANSWERED("\\Answered"),
        FLAGGED("\\Flagged"),
        DELETED("\\Deleted"),
        SEEN("\\Seen"),
        DRAFT("\\Draft");

        private final String text;

        SystemFlag(String text) {
            this.text = text;
        }

        /** As it is written. */
        public String text() {
            return text;
        }
    }

    private final EnumSet<SystemFlag> system;
    private final TreeSet<String> keywords;

    private Flags(EnumSet<SystemFlag> system, Collection<String> keywords) {
        this.system = system;
        this.keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        this.keywords.addAll(keywords);
    }

    /** Flags as written: {@code \Seen}, {@code $Forwarded}. {@code \Recent} is left out. */
    public static Flags of(Collection<String> texts) {
        EnumSet<SystemFlag> system = EnumSet.noneOf(SystemFlag.class);
        Set<String> keywords = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String text : texts) {
            if (!text.startsWith("\\")) {
                keywords.add(text);
            } else {
                for (SystemFlag flag : SystemFlag.values()) {
                    if (flag.text.equalsIgnoreCase(text)) {
                        system.add(flag);
                    }
                }
            }
        }
        return new Flags(system, keywords);
    }

    /** Flags as written. */
    public static Flags of(String... texts) {
        return of(List.of(texts));
    }

    public boolean has(SystemFlag flag) {
        return system.contains(flag);
    }

    /** Whether the keyword is set, in any case. */
    public boolean has(String keyword) {
        return keywords.contains(keyword);
    }

    /** The keywords, without case in order. */
    public Collection<String> keywords() {
        return Collections.unmodifiableSet(keywords);
    }

    /** These and those. */
    public Flags plus(Flags those) {
        EnumSet<SystemFlag> all = EnumSet.copyOf(system);
        all.addAll(those.system);
        Set<String> words = new TreeSet<>(keywords);
        words.addAll(those.keywords);
        return new Flags(all, words);
    }

    /** These without those. */
    public Flags minus(Flags those) {
        EnumSet<SystemFlag> rest = EnumSet.copyOf(system);
        rest.removeAll(those.system);
        TreeSet<String> words = new TreeSet<>(keywords);
        words.removeIf(those.keywords::contains);
        return new Flags(rest, words);
    }

    public boolean isEmpty() {
        return system.isEmpty() && keywords.isEmpty();
    }

    @Override
    public Iterator<String> iterator() {
        List<String> all = new ArrayList<>();
        system.forEach(flag -> all.add(flag.text));
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
        return other instanceof Flags that
                && system.equals(that.system)
                && toString().equalsIgnoreCase(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().toLowerCase(Locale.ROOT).hashCode();
    }
}
