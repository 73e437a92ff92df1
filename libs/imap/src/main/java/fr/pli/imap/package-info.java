/** The IMAP4rev1 (RFC 3501) and IMAP4rev2 (RFC 9051) server engine. It knows a {@link fr.pli.imap.mail.MailStore}, no database. */
@NullMarked
package fr.pli.imap;

import org.jspecify.annotations.NullMarked;
