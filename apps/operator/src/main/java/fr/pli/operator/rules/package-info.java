/** Who may open a BAL, who may send to whom, and what becomes of a message that comes in. */
@NullMarked
package fr.pli.operator.rules;

import org.jspecify.annotations.NullMarked;
