package fr.pli.mss;

/**
 * An author or the legal authenticator of a CDA: a professional, or a device, whose model and software stand for family and given
 * name.
 *
 * @param id with root {@code 1.2.250.1.71.4.2.1} its extension is an {@link IdNatPs}
 * @param profession profession and speciality
 * @param title what stands before or after the name ({@code DR})
 */
public record CdaPerson(
        CdaId id, Coded profession, String title, String given, String family, CdaOrganization organization) {

    /** Nobody. */
    public static final CdaPerson NONE = new CdaPerson(CdaId.NONE, Coded.NONE, "", "", "", CdaOrganization.NONE);

    /** Whether it is nobody. */
    public boolean isEmpty() {
        return id.isEmpty() && family.isEmpty();
    }
}
