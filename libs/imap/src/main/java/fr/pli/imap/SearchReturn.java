package fr.pli.imap;

import fr.pli.imap.syntax.ImapSyntaxException;

/** What SEARCH is to tell (RFC 9051 section 6.4.4, RFC 5182, RFC 9394). */
enum SearchReturn {
    MIN,
    MAX,
    ALL,
    COUNT,
    SAVE,
    PARTIAL;

    static SearchReturn named(String text) throws ImapSyntaxException {
        for (SearchReturn option : values()) {
            if (option.name().equals(text)) {
                return option;
            }
        }
        throw new ImapSyntaxException("expected MIN, MAX, ALL, COUNT, SAVE or PARTIAL", text);
    }
}
