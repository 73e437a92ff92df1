/** The Annuaire Santé as an operator feeds it (FHIR PATCH, a draft of the ANS) and reads it back. */
@NullMarked
package fr.pli.annuaire;

import org.jspecify.annotations.NullMarked;
