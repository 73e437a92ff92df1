/** {@code ./pli send} and {@code ./pli read}: the client library from a shell. */
@NullMarked
package fr.pli.lpscli;

import org.jspecify.annotations.NullMarked;
