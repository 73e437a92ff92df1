/** The serveur intermédiaire of care software (SEED-05, 07 to 11). */
@NullMarked
package fr.pli.relay;

import org.jspecify.annotations.NullMarked;
