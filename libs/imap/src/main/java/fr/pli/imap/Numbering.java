package fr.pli.imap;

/** How a command names messages: FETCH by message sequence number, UID FETCH by UID; and how it is answered. */
enum Numbering {
    SEQUENCE,
    UID;

    /** The name of a command that has both forms. */
    String command(String name) {
        return this == UID ? "UID " + name : name;
    }

    /** Whether EXPUNGE may be told while such a command is answered that must not renumber messages (RFC 9051 section 7.5.1). */
    boolean mayTellExpunge() {
        return this == UID;
    }
}
