/** The operator of a mail service: wiring, business rules, REST API, metrics. */
@NullMarked
package fr.pli.operator;

import org.jspecify.annotations.NullMarked;
