/** The client library for care software: compose, connect, send, read, verify. */
@NullMarked
package fr.pli.lps;

import org.jspecify.annotations.NullMarked;
