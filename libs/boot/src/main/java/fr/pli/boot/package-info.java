/** What every server of Pli shares: its keys and what is wrong with them, its data folder, the tokens and roles of its API. */
@NullMarked
package fr.pli.boot;

import org.jspecify.annotations.NullMarked;
