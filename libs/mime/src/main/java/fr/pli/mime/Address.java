package fr.pli.mime;

/** What stands in an address list (RFC 5322 section 3.4). */
public sealed interface Address {

    /**
     * A mailbox. What is missing is empty.
     *
     * @param name the display name, quotes taken off, RFC 2047 words as they came; else a comment behind the address
     * @param route obsolete source route, {@code @a,@b}
     * @param local quotes taken off
     */
    record Mailbox(String name, String route, String local, String domain) implements Address {}

    /** What follows, up to {@link GroupEnd}, is in a group of that name. */
    record GroupStart(String name) implements Address {}

    /** The group ends. */
    record GroupEnd() implements Address {}
}
