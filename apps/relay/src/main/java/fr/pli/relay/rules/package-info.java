/** What is decided about sessions. */
@NullMarked
package fr.pli.relay.rules;

import org.jspecify.annotations.NullMarked;
