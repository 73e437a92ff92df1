package fr.pli.mss;

import java.util.Map;

/** The formatCode of METADATA.XML, from the templateIds of a CDA (style sheet of ANS). Spec: messages.md section 3. */
public final class FormatCodes {

    /** Code system of IHE's format codes. */
    private static final String IHE = "1.3.6.1.4.1.19376.1.2.3";

    private static final String CI_SIS = "1.2.250.1.213.1.1.1.";
    private static final String PATHOLOGY = "1.3.6.1.4.1.19376.1.8.1.1.";

    private static final Map<String, String> BY_TEMPLATE = Map.ofEntries(
            Map.entry("1.3.6.1.4.1.19376.1.3.3", "urn:ihe:lab:xd-lab:2008"),
            Map.entry("1.3.6.1.4.1.19376.1.2.20", "urn:ihe:iti:xds-sd:pdf:2008"),
            Map.entry(CI_SIS + "2.1.1", "urn:asip:ci-sis:avk:2009"),
            Map.entry(CI_SIS + "2.1.2", "urn:asip:ci-sis:tap:2009"),
            Map.entry(CI_SIS + "2.1.3", "urn:asip:ci-sis:dci:2009"),
            Map.entry(CI_SIS + "2.1.4", "urn:asip:ci-sis:psc:2009"),
            Map.entry(CI_SIS + "2.1.5", "urn:asip:ci-sis:ppv:2009"),
            Map.entry(CI_SIS + "10", "urn:ihe:pcc:ic:2009"),
            Map.entry(CI_SIS + "13", "urn:asip:ci-sis:vsm:2012"),
            Map.entry(CI_SIS + "5.1", "urn:ihe:qrph:hbs:2009"),
            Map.entry(CI_SIS + "5.2", "urn:asip:ci-sis:cs9:2012"),
            Map.entry(CI_SIS + "9", "urn:asip:ci-sis:idap:2011"),
            Map.entry(CI_SIS + "8", "urn:asip:ci-sis:frcp:2011"),
            Map.entry(CI_SIS + "3.1", "urn:asip:ci-sis:crh:2009"));

    private FormatCodes() {}

    /** The first templateId that has one decides; newer templates, which the style sheet lacks, get IHE's "the media type says enough". */
    public static Coded of(CdaHeader cda) {
        String code = cda.templateIds().stream()
                .map(template -> template.root().startsWith(PATHOLOGY)
                        ? "urn:ihe:pat:apsr:all:2010"
                        : BY_TEMPLATE.getOrDefault(template.root(), ""))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("urn:ihe:iti:xds:2017:mimeTypeSufficient");
        return new Coded(code, IHE, code);
    }
}
