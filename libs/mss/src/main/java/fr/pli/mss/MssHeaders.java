package fr.pli.mss;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The four X-MSS headers of a mail (ECO.2.4.1 to 2.4.3, ECO.2.2.8). Spec: messages.md section 1.
 *
 * @param codes {@code X-MSS-CODECDA}: the code of each CDA in the archive; empty when the header is absent
 * @param ins {@code X-MSS-INS}
 * @param nil {@code X-MSS-NIL}, as it is; empty when the header is absent
 * @param fin {@code X-MSS-MES: FIN}: the patient shall not answer
 */
public record MssHeaders(List<String> codes, InsStatus ins, String nil, boolean fin) {

    public static final String CODECDA = "X-MSS-CODECDA";
    public static final String INS = "X-MSS-INS";
    public static final String NIL = "X-MSS-NIL";
    public static final String MES = "X-MSS-MES";

    /** The longest list of codes. */
    static final int MAX_CODES = 200;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws MssSyntaxException if a code or the NIL is not of the grammar: nothing that could start another header gets in */
    public MssHeaders {
        codes = List.copyOf(codes);
        for (String code : codes) {
            if (!isCode(code)) {
                throw new MssSyntaxException(CODECDA, code, "expected letters, digits, '-', '_' and '.'");
            }
        }
        if (codes.size() > MAX_CODES) {
            throw new MssSyntaxException(CODECDA, "", "expected at most " + MAX_CODES + " codes");
        }
        if (!nil.isEmpty() && !Nil.isNil(nil)) {
            throw new MssSyntaxException(NIL, nil, "expected 1 to 256 visible ASCII characters");
        }
    }

    /** Name and value of each header that is present, in the order of the record. */
    public SequencedMap<String, String> fields() {
        SequencedMap<String, String> fields = new LinkedHashMap<>();
        if (!codes.isEmpty()) {
            fields.put(CODECDA, String.join(", ", codes));
        }
        if (ins != InsStatus.ABSENT) {
            fields.put(INS, ins.letter());
        }
        if (!nil.isEmpty()) {
            fields.put(NIL, nil);
        }
        if (fin) {
            fields.put(MES, "FIN");
        }
        return fields;
    }

    /** What these headers get wrong about a mail, besides what their own reading told. Codes are compared as sets. */
    public List<HeaderAnomaly> anomaliesOn(MailFacts mail) {
        List<HeaderAnomaly> found = new ArrayList<>();
        boolean withCda = !mail.codes().isEmpty();
        if (!codes.isEmpty() && !withCda) {
            found.add(HeaderAnomaly.CODECDA_WITHOUT_XDM);
        } else if (withCda && !new HashSet<>(codes).equals(new HashSet<>(mail.codes()))) {
            found.add(HeaderAnomaly.CODECDA_DIFFERS);
        }
        if (withCda && ins != (mail.qualifiedIns() ? InsStatus.QUALIFIED : InsStatus.NOT_QUALIFIED)) {
            found.add(HeaderAnomaly.INS_DIFFERS);
        }
        if (fin && mail.toProfessional()) {
            found.add(HeaderAnomaly.FIN_TO_PROFESSIONAL);
        }
        if (nil.isEmpty() && !mail.fromWebmail()) {
            found.add(HeaderAnomaly.NIL_MISSING);
        }
        return found;
    }

    /** Whether it may stand in {@code X-MSS-CODECDA}. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }
}
