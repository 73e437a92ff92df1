/** Mail between operators: the liste blanche that says who belongs, the way out of the queue to their servers, and the notices to senders. */
@NullMarked
package fr.pli.exchange;

import org.jspecify.annotations.NullMarked;
