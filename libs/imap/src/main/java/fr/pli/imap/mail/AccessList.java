package fr.pli.imap.mail;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who may do what in a BAL (RFC 4314). All its mailboxes have the same list: the registry gives rights on a BAL. Decision: docs/decisions/0603.
 *
 * @param own what the one who asks may do
 * @param entries what everybody may do, by identifier: IdNat_PS of a person, IdNatStruct of a structure
 */
public record AccessList(Set<Use> own, SortedMap<String, Set<Use>> entries) {

    /** What somebody may do with a BAL. */
    public enum Use {
        /** Open it, read what is in it and set \\Seen. */
        READ("lrs"),
        /** Change what is in it: messages, flags, mailboxes. */
        CHANGE("wikxtecd"),
        /** Send in its name. */
        SEND("p"),
        /** See who else may do what. */
        MANAGE("a");

        private final String letters;

        Use(String letters) {
            this.letters = letters;
        }

        /** Its rights, which are tied to one another (RFC 4314 section 2.1); {@code c} and {@code d} are of older clients. */
        public String letters() {
            return letters;
        }
    }

    /** All of them. */
    public static final Set<Use> ALL = Set.of(Use.values());

    public AccessList {
        own = Set.copyOf(own);
        entries = new TreeMap<>(entries);
    }

    /** That of a BAL that nobody but this one opens. */
    public static AccessList of(String identifier) {
        return new AccessList(ALL, new TreeMap<>(Map.of(identifier, ALL)));
    }

    /** Of an identifier; none if it is not on the list. */
    public Set<Use> usesOf(String identifier) {
        return entries.getOrDefault(identifier, Set.of());
    }

    public boolean manages() {
        return own.contains(Use.MANAGE);
    }

    /** <pre>rights = astring</pre> */
    public static String letters(Set<Use> uses) {
        StringBuilder letters = new StringBuilder();
        for (Use use : Use.values()) {
            letters.append(uses.contains(use) ? use.letters() : "");
        }
        return letters.isEmpty() ? "\"\"" : letters.toString();
    }
}
