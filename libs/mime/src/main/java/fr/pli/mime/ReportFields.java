package fr.pli.mime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One group of fields of a report (RFC 3464 section 2.1): of fields with the same name the first one, comments left out. */
final class ReportFields {

    /** Of one value; what follows is left out. */
    private static final int LONGEST_VALUE = 2000;

    private static final int MOST_FIELDS = 50;

    private final Map<String, String> values = new HashMap<>();

    private ReportFields() {}

    /**
     * The groups, in order, empty ones left out.
     *
     * @param most after one more than these nothing is read
     */
    static List<ReportFields> groups(byte[] octets, int most) {
        List<ReportFields> groups = new ArrayList<>();
        int start = 0;
        int line = 0;
        for (int i = 0; i <= octets.length && groups.size() <= most; i++) {
            if (i == octets.length || octets[i] == '\n') {
                boolean blank = isBlank(octets, line, i);
                if (blank || i == octets.length) {
                    ReportFields group = read(octets, start, blank ? line : i);
                    if (!group.values.isEmpty()) {
                        groups.add(group);
                    }
                    start = i + 1;
                }
                line = i + 1;
            }
        }
        return groups;
    }

    private static ReportFields read(byte[] octets, int from, int to) {
        ReportFields group = new ReportFields();
        HeaderReader reader = new HeaderReader(HeaderReader.ALL, (name, value, _) -> group.put(name, value));
        try (HeaderFields lines = new HeaderFields(reader)) {
            lines.write(octets, from, to - from);
        }
        return group;
    }

    private void put(String name, String value) {
        if (values.size() < MOST_FIELDS) {
            String bounded = value.substring(0, Math.min(value.length(), LONGEST_VALUE));
            values.putIfAbsent(name.toLowerCase(Locale.ROOT), bounded);
        }
    }

    /** The value of a field; empty if there is none. */
    String get(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /** The value behind its type, {@code rfc822; a@b.fr}; empty if it has no type. */
    String typed(String name) {
        String value = get(name);
        int semicolon = value.indexOf(';');
        return semicolon < 0 ? "" : withoutComments(value.substring(semicolon + 1));
    }

    /** The first word of the value. */
    String word(String name) {
        return withoutComments(get(name)).split(" ", 2)[0];
    }

    /** Comments (RFC 5322 section 3.2.2) taken off, quoted strings left alone. */
    private static String withoutComments(String value) {
        StringBuilder rest = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                if (depth == 0) {
                    rest.append(c).append(value.charAt(i + 1));
                }
                i++;
                continue;
            }
            quoted ^= c == '"' && depth == 0;
            if (c == '(' && !quoted) {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                rest.append(c);
            }
        }
        return rest.toString().strip();
    }

    private static boolean isBlank(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] != '\r' && octets[i] != ' ' && octets[i] != '\t') {
                return false;
            }
        }
        return true;
    }
}
