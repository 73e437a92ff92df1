/** Breaks what breaks in production, under load, and proves afterwards that nothing was lost. */
@NullMarked
package fr.pli.faults;

import org.jspecify.annotations.NullMarked;
