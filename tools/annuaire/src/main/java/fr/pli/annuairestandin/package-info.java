/** A stand-in for the FHIR interface of the Annuaire Santé, for tests and the sandbox. */
@NullMarked
package fr.pli.annuairestandin;

import org.jspecify.annotations.NullMarked;
