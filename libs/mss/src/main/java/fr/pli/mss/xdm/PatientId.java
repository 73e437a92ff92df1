package fr.pli.mss.xdm;

import fr.pli.mss.CdaId;
import fr.pli.mss.Ins;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The patient identifiers of METADATA.XML, HL7 v2 CX: {@code number^^^&OID&ISO[^type]}, blanks tolerated around it. */
final class PatientId {

    private static final Pattern CX = Pattern.compile("([^^]*+)\\^\\^\\^[^&^]*+&([0-9.]*+)&.*", Pattern.DOTALL);

    private PatientId() {}

    /** The INS that it is, by its whole OID. */
    static Optional<Ins> ins(String cx) {
        CdaId id = id(cx);
        return Ins.of(id.root(), id.extension());
    }

    /** The number below its authority; {@link CdaId#NONE} if it is no such identifier. */
    static CdaId id(String cx) {
        Matcher form = CX.matcher(cx);
        return form.matches() ? new CdaId(form.group(2), form.group(1).strip()) : CdaId.NONE;
    }

    static String of(CdaId id, String type) {
        return id.isEmpty()
                ? ""
                : XdsAuthor.plain(id.extension()) + "^^^&" + XdsAuthor.plain(id.root()) + "&ISO^" + type;
    }
}
