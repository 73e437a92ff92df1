package fr.pli.mss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the X-MSS headers out of the header fields of a mail, which it is shown one by one. It repairs nothing: what is not of the
 * grammar counts as absent, and is told as an anomaly. Spec: messages.md section 1.
 * <pre>
 * codecda = code *( *WSP "," *WSP code )     ; folding allowed
 * ins     = "O" / "N"
 * nil     = 1*VCHAR                          ; at most 256
 * mes     = "FIN"
 * </pre>
 */
public final class MssHeaderReader {

    private static final int MAX_VALUE = 16 * 1024;
    private static final Pattern FOLD = Pattern.compile("\\r?\\n(?=[ \\t])");

    private final TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<HeaderAnomaly> anomalies = new ArrayList<>();

    /** What was read, and what was wrong about it. */
    public record Reading(MssHeaders headers, List<HeaderAnomaly> anomalies) {}

    /**
     * Takes one header field; others than the four are ignored.
     *
     * @param name without the colon, in any case
     * @param value what follows the colon, folded or not
     */
    public void field(String name, String value) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case MssHeaders.CODECDA, MssHeaders.INS, MssHeaders.NIL, MssHeaders.MES -> keep(name, value);
            default -> {
                // some other header
            }
        }
    }

    /** The headers, once all fields were shown. */
    public Reading end() {
        List<String> codes = codes(value(MssHeaders.CODECDA));
        InsStatus ins = ins(value(MssHeaders.INS));
        String nil = nil(value(MssHeaders.NIL));
        boolean fin = fin(value(MssHeaders.MES));
        if (ins != InsStatus.ABSENT && codes.isEmpty()) {
            anomalies.add(HeaderAnomaly.INS_WITHOUT_CODECDA);
        }
        if (!codes.isEmpty() && ins == InsStatus.ABSENT) {
            anomalies.add(HeaderAnomaly.CODECDA_WITHOUT_INS);
        }
        return new Reading(new MssHeaders(codes, ins, nil, fin), List.copyOf(anomalies));
    }

    private void keep(String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            anomalies.add(HeaderAnomaly.DUPLICATE);
        }
    }

    /** Unfolded, trimmed, without the {@code =} of the seed's examples (with which a NIL may begin); empty if absent. An empty header is outside the grammar. */
    private String value(String name) {
        String raw = values.get(name);
        if (raw == null) {
            return "";
        }
        String value =
                raw.length() > MAX_VALUE ? "" : FOLD.matcher(raw).replaceAll("").strip();
        if (value.startsWith("= ") || value.startsWith("=") && !name.equals(MssHeaders.NIL)) {
            anomalies.add(HeaderAnomaly.LEADING_EQUALS);
            value = value.substring(1).strip();
        }
        return value.isEmpty() ? outside("") : value;
    }

    private List<String> codes(String value) {
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> codes = Arrays.stream(value.split(",", -1))
                .map(MssHeaderReader::withoutBlanks)
                .toList();
        if (codes.size() > MssHeaders.MAX_CODES || !codes.stream().allMatch(MssHeaders::isCode)) {
            return outside(List.of());
        }
        return codes;
    }

    /** Spaces and tabs around it are taken off, no other white space. */
    private static String withoutBlanks(String code) {
        int from = 0;
        int to = code.length();
        while (from < to && isBlank(code.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(code.charAt(to - 1))) {
            to--;
        }
        return code.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private InsStatus ins(String value) {
        return switch (value) {
            case "O" -> InsStatus.QUALIFIED;
            case "N" -> InsStatus.NOT_QUALIFIED;
            case "o" -> lowerCase(InsStatus.QUALIFIED);
            case "n" -> lowerCase(InsStatus.NOT_QUALIFIED);
            case "" -> InsStatus.ABSENT;
            default -> outside(InsStatus.ABSENT);
        };
    }

    private String nil(String value) {
        return value.isEmpty() || Nil.isNil(value) ? value : outside("");
    }

    private boolean fin(String value) {
        return switch (value) {
            case "FIN" -> true;
            case "" -> false;
            default -> outside(false);
        };
    }

    private InsStatus lowerCase(InsStatus status) {
        anomalies.add(HeaderAnomaly.INS_LOWER_CASE);
        return status;
    }

    private <T> T outside(T absent) {
        anomalies.add(HeaderAnomaly.OUTSIDE_GRAMMAR);
        return absent;
    }
}
