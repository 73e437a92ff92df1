package fr.pli.mss;

import java.util.List;

/**
 * What a mail really is, to hold its X-MSS headers against.
 *
 * @param codes code of each CDA in its IHE_XDM archive; empty without such an archive
 * @param qualifiedIns whether one of those CDA has a qualified INS
 * @param toProfessional whether one of its recipients is no patient
 * @param fromWebmail whether a webmail made it: those are exempt from NIL (SEED-22)
 */
public record MailFacts(List<String> codes, boolean qualifiedIns, boolean toProfessional, boolean fromWebmail) {

    public MailFacts {
        codes = List.copyOf(codes);
    }
}
