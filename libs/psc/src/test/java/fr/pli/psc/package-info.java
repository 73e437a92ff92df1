@NullMarked
package fr.pli.psc;

import org.jspecify.annotations.NullMarked;
