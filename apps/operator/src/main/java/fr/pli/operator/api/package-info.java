/** The REST API of an operator, and the page of a confirmation. */
@NullMarked
package fr.pli.operator.api;

import org.jspecify.annotations.NullMarked;
