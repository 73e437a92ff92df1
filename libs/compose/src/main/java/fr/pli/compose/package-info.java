/** Messages composed of documents, opened and checked, and the PDF copies that go with them. It opens no connection. */
@NullMarked
package fr.pli.compose;

import org.jspecify.annotations.NullMarked;
