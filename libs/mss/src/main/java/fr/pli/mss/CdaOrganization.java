package fr.pli.mss;

/**
 * A structure in a CDA.
 *
 * @param id with root {@code 1.2.250.1.71.4.2.2} its extension is an {@link IdNatStruct}
 * @param setting its {@code standardIndustryClassCode}
 */
public record CdaOrganization(CdaId id, String name, Coded setting) {

    /** No structure. */
    public static final CdaOrganization NONE = new CdaOrganization(CdaId.NONE, "", Coded.NONE);
}
