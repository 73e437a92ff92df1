/** The vocabulary of MSSanté: values that are right by construction, readers and writers of its documents. No I/O, no framework. */
@NullMarked
package fr.pli.mss;

import org.jspecify.annotations.NullMarked;
