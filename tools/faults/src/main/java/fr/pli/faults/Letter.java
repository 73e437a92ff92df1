package fr.pli.faults;

import java.util.List;

/**
 * A message that a client hands over, noted before its last octet leaves.
 *
 * @param id its Message-ID, of no other message
 * @param emitted submitted, which leaves an indicator for each recipient; else appended
 * @param recipients BAL in whose INBOX it is to be
 * @param length octets that the client sends
 * @param digest SHA-256 of these, in hexadecimal
 */
record Letter(String id, boolean emitted, List<String> recipients, int length, String digest) {

    /** One recipient's copy. */
    record Copy(String letter, String bal) {}
}
