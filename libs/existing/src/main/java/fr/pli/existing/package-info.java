/** An IMAP server that the operator had before, behind a session of ours (MSS 10.9, SEED-03; docs/decisions/1301). */
@NullMarked
package fr.pli.existing;

import org.jspecify.annotations.NullMarked;
