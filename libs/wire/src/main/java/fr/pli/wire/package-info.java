/** Line protocols on virtual threads: listener, connection, budgets, STARTTLS, drain; SASL mechanisms as sealed steps. */
@NullMarked
package fr.pli.wire;

import org.jspecify.annotations.NullMarked;
