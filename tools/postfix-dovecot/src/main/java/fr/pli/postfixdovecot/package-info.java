/** Debian's Postfix and Dovecot, started in a folder of their own. */
@NullMarked
package fr.pli.postfixdovecot;

import org.jspecify.annotations.NullMarked;
