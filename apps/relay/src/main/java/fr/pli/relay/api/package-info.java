/** Its REST API and the page where the browser comes back. */
@NullMarked
package fr.pli.relay.api;

import org.jspecify.annotations.NullMarked;
