/** The client library for care software: connections, accounts, discovery. What goes over them is made and opened by {@code compose}. */
@NullMarked
package fr.pli.lps;

import org.jspecify.annotations.NullMarked;
