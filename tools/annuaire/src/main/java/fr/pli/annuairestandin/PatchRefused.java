package fr.pli.annuairestandin;

/** A FHIR Patch that cannot be applied: its message says which operation, and why. */
final class PatchRefused extends Exception {

    private static final long serialVersionUID = 1;

    PatchRefused(String message) {
        super(message);
    }
}
