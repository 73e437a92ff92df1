package fr.pli.imap;

import java.nio.charset.StandardCharsets;

/** A preview as a string of a response: UTF-8 in every session (RFC 8970 section 3.3), so a literal where it is not ASCII. */
final class PreviewText {

    /** What a client is told that asked for PREVIEW (LAZY) of more messages than are read at once. */
    static final FetchPiece NOT_NOW = new FetchPiece.Text("PREVIEW NIL");

    private PreviewText() {}

    static String string(String preview) {
        boolean quotable = preview.chars().allMatch(c -> c >= ' ' && c < 0x7f);
        return quotable
                ? '"' + preview.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : "{" + preview.getBytes(StandardCharsets.UTF_8).length + "}\r\n" + preview;
    }
}
