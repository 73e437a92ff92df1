/**
 * Messages as RFC 5322 and MIME (RFC 2045 to 2049) have them: scanned once into an index, their fields, addresses, encoded words, charsets and
 * transfer encodings read, their sections cut out, texts looked for in them; and mail that the operator itself writes. It knows no protocol.
 */
@NullMarked
package fr.pli.mime;

import org.jspecify.annotations.NullMarked;
