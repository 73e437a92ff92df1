/** What a client writes and how numbers, dates, names and flags are read and written, before anything of it is done (RFC 9051 section 9). */
@NullMarked
package fr.pli.imap.syntax;

import org.jspecify.annotations.NullMarked;
