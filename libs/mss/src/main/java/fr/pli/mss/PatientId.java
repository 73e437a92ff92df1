package fr.pli.mss;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The patient identifiers of METADATA.XML, HL7 v2 CX: {@code number^^^&OID&ISO[^type]}, blanks tolerated around it. */
final class PatientId {

    private static final Pattern CX = Pattern.compile("\\s*([^^]*)\\^\\^\\^[^&^]*&([0-9.]*)&.*", Pattern.DOTALL);

    private PatientId() {}

    /** The INS that it is, by its whole OID. */
    static Optional<Ins> ins(String cx) {
        Matcher form = CX.matcher(cx);
        return form.matches() ? Ins.of(form.group(2), form.group(1).strip()) : Optional.empty();
    }

    static String of(CdaId id, String type) {
        return id.isEmpty()
                ? ""
                : XdsAuthor.plain(id.extension()) + "^^^&" + XdsAuthor.plain(id.root()) + "&ISO^" + type;
    }
}
