/** What an operator does by the clock. */
@NullMarked
package fr.pli.operator.duties;

import org.jspecify.annotations.NullMarked;
