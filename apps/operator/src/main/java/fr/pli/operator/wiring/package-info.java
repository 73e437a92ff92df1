/** How the parts of an operator are put together from its keys; its metrics and its health. */
@NullMarked
package fr.pli.operator.wiring;

import org.jspecify.annotations.NullMarked;
