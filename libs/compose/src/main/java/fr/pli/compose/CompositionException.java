package fr.pli.compose;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A message that cannot be composed of what was given. It names no patient, so it is safe for logs. */
public final class CompositionException extends RuntimeException {

    private static final int NONE = -1;

    private final CompositionFault fault;
    private final String detail;
    private final int document;

    /** @param detail a few words in addition, such as the characters that are missing; may be empty */
    public CompositionException(CompositionFault fault, String detail) {
        this(fault, detail, NONE, null);
    }

    /** @param detail a few words in addition; may be empty */
    public CompositionException(CompositionFault fault, String detail, Throwable cause) {
        this(fault, detail, NONE, cause);
    }

    private CompositionException(CompositionFault fault, String detail, int document, @Nullable Throwable cause) {
        super(fault.english() + (detail.isEmpty() ? "" : ": " + detail), cause);
        this.fault = fault;
        this.detail = detail;
        this.document = document;
    }

    /** The same, of the document with this index in the draft. */
    CompositionException of(int index) {
        return document == NONE ? new CompositionException(fault, detail, index, this) : this;
    }

    /** Why. */
    public CompositionFault fault() {
        return fault;
    }

    /** In addition; may be empty. */
    public String detail() {
        return detail;
    }

    /** Index of the document that it is about, in the order of the draft. */
    public OptionalInt document() {
        return document == NONE ? OptionalInt.empty() : OptionalInt.of(document);
    }
}
