/**
 * A stand-in for Pro Santé Connect, for tests and the sandbox: PSC's paths, claims, lifetimes and quirks, invented
 * professionals, and switches that the real one does not have. Never to be reached from outside of the machine.
 */
@NullMarked
package fr.pli.prosanteconnect;

import org.jspecify.annotations.NullMarked;
