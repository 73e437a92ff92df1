/** PostgreSQL: mail, registry, outbound queue, indicators and audit of an operator, in one database so that one commit accepts a message. */
@NullMarked
package fr.pli.store;

import org.jspecify.annotations.NullMarked;
