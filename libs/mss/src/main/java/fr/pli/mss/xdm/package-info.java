/** IHE XDM: the archive that carries documents, its METADATA.XML, and whom both are about. No I/O, no framework. */
@NullMarked
package fr.pli.mss.xdm;

import org.jspecify.annotations.NullMarked;
