package fr.pli.mime;

import java.util.Locale;
import java.util.Set;

/**
 * Where a value that is too long to be kept ends: behind its last whole element, so that no address, no id, no parameter and no encoded word is
 * invented at the cut. Values of other fields stay as they were cut; whoever reads them must ask whether they are whole.
 */
final class FieldCut {

    private static final Set<String> ADDRESSES =
            Set.of("from", "sender", "reply-to", "to", "cc", "bcc", "return-path", "disposition-notification-to");
    private static final Set<String> IDS = Set.of("references", "in-reply-to", "message-id", "content-id");
    private static final Set<String> PARAMETERS = Set.of("content-type", "content-disposition");

    private FieldCut() {}

    /**
     * The value up to the end of its last whole element.
     *
     * @param name of the field, in any case
     * @param value unfolded, cut anywhere
     */
    static String atElement(String name, String value) {
        String field = name.toLowerCase(Locale.ROOT);
        if (ADDRESSES.contains(field)) {
            return value.substring(0, lastTopLevel(value, ','));
        }
        if (PARAMETERS.contains(field)) {
            return value.substring(0, lastTopLevel(value, ';'));
        }
        if (IDS.contains(field)) {
            return value.substring(0, value.lastIndexOf('>') + 1);
        }
        int word = value.lastIndexOf("=?");
        return word < 0 || value.indexOf("?=", word + 2) > 0 ? value : value.substring(0, word);
    }

    /** Where the last such character is that stands in no quotes, no comment and no angle brackets; 0 if there is none. */
    private static int lastTopLevel(String value, char wanted) {
        int last = 0;
        boolean quoted = false;
        boolean angle = false;
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && (quoted || depth > 0)) {
                i++;
            } else if (quoted || c == '"' && depth == 0) {
                quoted ^= c == '"';
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && (c == '<' || c == '>')) {
                angle = c == '<';
            } else if (depth == 0 && !angle && c == wanted) {
                last = i;
            }
        }
        return last;
    }
}
