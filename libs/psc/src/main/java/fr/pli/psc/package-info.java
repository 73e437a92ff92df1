/** Pro Santé Connect as seen by a resource server (introspection) and by a client (code, refresh, logout). */
@NullMarked
package fr.pli.psc;

import org.jspecify.annotations.NullMarked;
