/** What the engine asks of whoever keeps mail: accounts, their mailboxes, and messages with their flags. */
@NullMarked
package fr.pli.imap.mail;

import org.jspecify.annotations.NullMarked;
