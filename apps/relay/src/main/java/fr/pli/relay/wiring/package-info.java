/** How it is put together. */
@NullMarked
package fr.pli.relay.wiring;

import org.jspecify.annotations.NullMarked;
