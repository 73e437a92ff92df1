package fr.pli.lpscli;

import fr.pli.compose.CompositionException;
import fr.pli.compose.CompositionFault;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** A message was not composed, for what is in a file or for all of them together. */
final class NotComposedException extends IOException {

    private static final long serialVersionUID = 1;

    /** Faults whose detail is of no language. */
    private static final Set<CompositionFault> WITH_DETAIL = EnumSet.of(
            CompositionFault.GLYPH_MISSING,
            CompositionFault.BODY_TYPE_UNKNOWN,
            CompositionFault.TOO_MANY_DOCUMENTS,
            CompositionFault.TOO_LARGE);

    private final CompositionFault fault;
    private final String detail;
    private final String file;

    /** @param file the one it is about; empty for none */
    NotComposedException(CompositionException why, String file) {
        super(why.fault().english(), why);
        this.fault = why.fault();
        this.detail = WITH_DETAIL.contains(fault) ? why.detail() : "";
        this.file = file;
    }

    String in(Texts texts) {
        String reason = texts.say("composition." + fault);
        String what = detail.isEmpty() ? reason : texts.say("composition.detail", reason, detail);
        return file.isEmpty() ? what : texts.say("composition.file", file, what);
    }
}
