/** All of Pli on one machine with one command: a PSC stand-in, a test IGC, an operator, and the demo that plays the main job. */
@NullMarked
package fr.pli.sandbox;

import org.jspecify.annotations.NullMarked;
