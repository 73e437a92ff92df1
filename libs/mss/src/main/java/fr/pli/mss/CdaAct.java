package fr.pli.mss;

import java.util.List;

/**
 * What a CDA documents, and where it took place.
 *
 * @param start {@code documentationOf/serviceEvent/effectiveTime/low} of the first act that has one
 * @param end {@code …/high} of the same
 * @param events code of each act
 * @param setting sector of the structure that performed it
 * @param facility kind of place of the encounter
 * @param encounter kind of the encounter itself
 */
public record CdaAct(Hl7Time start, Hl7Time end, List<Coded> events, Coded setting, Coded facility, Coded encounter) {

    public CdaAct {
        events = List.copyOf(events);
    }
}
