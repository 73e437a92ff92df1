/** The life of a BAL: who is asked before it begins (MSS 17), when it leaves the Annuaire (MSS 19), and when it ends (MSS 14). */
@NullMarked
package fr.pli.life;

import org.jspecify.annotations.NullMarked;
