package fr.pli.mss;

import java.io.IOException;
import java.nio.file.Files;

/** The 14 published CDA samples (ansforge/TestContenuCDA-3-0), with what was measured in them: messages.md and the README of the data. */
public enum PublicCda {
    BIO_LEVEL_1("BIO-CR-BIO_2021.01_CDA-R2-Niveau-1.xml", "11502-2", 1, 24, "10", "279035121518989", 1),
    MICROBIOLOGY_V1("BIO-CR-BIO_2021.01_Microbiologie_V1.xml", "11502-2", 3, 24, "10", "279035121518989", 1),
    MICROBIOLOGY_V2("BIO-CR-BIO_2021.01_Microbiologie_V2.xml", "11502-2", 3, 24, "10", "279035121518989", 2),
    TSH("BIO-CR-BIO_2024.01_TSH_1.xml", "11502-2", 3, 24, "10", "279035121518989", 1),
    REFUNDS("CNAM-HR_2021.01.xml", "REMB", 3, 24, "10", "279035121518989", 1),
    BIRTH_CERTIFICATE("CSE-CS8_2025.01.xml", "CERT_DECL", 3, 23, "10", "221042545611404", 1),
    IMAGING_LEVEL_1("IMG_CR_IMG_2024.01_CDA-R2-Niveau-1.xml", "18748-4", 1, 22, "10", "279035121518989", 2),
    DISCHARGE_LETTER("LDL-SES_2022.01.xml", "11490-0", 3, 57, "10", "279035121518989", 1),
    MATERNITY("OBP-SAP_2024.01.xml", "57055-6", 3, 19, "8", "277076322082910", 1),
    NEWBORN("OBP-SNE_2024.01.xml", "57075-4", 3, 34, "8", "223042545611404", 1),
    TELEMEDICINE_LEVEL_1("TLM-CR_2022.01.xml", "85208-7", 1, 35, "10", "279035121518989", 1),
    VACCINATION("VAC-NOTE_2023.01.xml", "87273-9", 3, 19, "10", "279035121518989", 1),
    SUMMARY("VSM_1.4_2022.01.xml", "SYNTH", 3, 8, "10", "279035121518989", 1),
    PRESCRIPTION_WITH_BOM("eP-MED-DM_2024.01_PosoStruct.xml", "57833-6", 3, 33, "10", "279035121518989", 1);

    private final String file;
    private final String code;
    private final int level;
    private final int labelLength;
    private final String oidTail;
    private final String number;
    private final int version;

    PublicCda(String file, String code, int level, int labelLength, String oidTail, String number, int version) {
        this.file = file;
        this.code = code;
        this.level = level;
        this.labelLength = labelLength;
        this.oidTail = oidTail;
        this.number = number;
        this.version = version;
    }

    /** Its octets; skips the test where the samples are missing. */
    public byte[] content() throws IOException {
        return Files.readAllBytes(PublicSamples.path("cda/" + file));
    }

    public String file() {
        return file;
    }

    public String code() {
        return code;
    }

    public int level() {
        return level;
    }

    public int labelLength() {
        return labelLength;
    }

    public String oid() {
        return "1.2.250.1.213.1.4." + oidTail;
    }

    public String number() {
        return number;
    }

    public int version() {
        return version;
    }
}
