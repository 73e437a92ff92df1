package fr.pli.faults;

/**
 * Somebody with a BAL.
 *
 * @param id IdNat_PS
 * @param token of PSC, good for longer than the run
 */
record Person(String id, String bal, String token) {}
