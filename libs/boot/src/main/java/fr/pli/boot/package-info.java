/** What every server of Pli shares: its keys and what is wrong with them, its data folder, its REST API with tokens, roles and problem details. */
@NullMarked
package fr.pli.boot;

import org.jspecify.annotations.NullMarked;
