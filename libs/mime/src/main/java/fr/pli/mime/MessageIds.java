package fr.pli.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * The ids in a Message-ID, References or In-Reply-To field (RFC 5322 section 3.6.4). Those that name the same message are equal, with or without
 * quotes in them (RFC 5256 section 3).
 * <pre>msg-id = [CFWS] "&lt;" id-left "@" id-right "&gt;" [CFWS]</pre>
 */
public final class MessageIds {

    /** A line of a header has no more. */
    private static final int LONGEST = 998;

    private MessageIds() {}

    /** All ids, in order, without their brackets. Words that are no id are passed over. */
    public static List<String> of(String field) {
        List<String> ids = new ArrayList<>();
        boolean quotes = true;
        int at = field.indexOf('<');
        while (at >= 0) {
            int end = quotes ? quotedEnd(field, at + 1) : field.indexOf('>', at + 1);
            if (end < 0 && quotes) {
                quotes = false; // nobody closes them: they mean nothing from here on
                end = field.indexOf('>', at + 1);
            }
            if (end < 0) {
                return ids;
            }
            String id = unquoted(field, at + 1, end);
            if (id.length() <= LONGEST && id.indexOf('@') > 0) {
                ids.add(id);
            }
            at = field.indexOf('<', end);
        }
        return ids;
    }

    /** Where the id ends that begins there; negative if it does not. A bracket inside quotes is part of it. */
    private static int quotedEnd(String field, int from) {
        boolean quoted = false;
        for (int i = from; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '>' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static String unquoted(String field, int from, int end) {
        StringBuilder id = new StringBuilder(end - from);
        for (int i = from; i < end; i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 1 < end) {
                id.append(field.charAt(++i));
            } else if (c != '"' && c != ' ' && c != '\t') {
                id.append(c);
            }
        }
        return id.toString();
    }
}
