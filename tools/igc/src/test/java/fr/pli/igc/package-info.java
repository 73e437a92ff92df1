@NullMarked
package fr.pli.igc;

import org.jspecify.annotations.NullMarked;
