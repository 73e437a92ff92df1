/**
 * Who is here and what was done: domains, BAL, rights, structures, log-ins, indicators, audit. The schema of an operator stands in its resources.
 */
@NullMarked
package fr.pli.registry;

import org.jspecify.annotations.NullMarked;
