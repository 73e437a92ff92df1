@NullMarked
package fr.pli.prosanteconnect;

import org.jspecify.annotations.NullMarked;
