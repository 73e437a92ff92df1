/** The threads that messages make (RFC 5256), of what is known of each message and of nothing else. */
@NullMarked
package fr.pli.imap.thread;

import org.jspecify.annotations.NullMarked;
