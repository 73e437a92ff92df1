package fr.pli.mime;

/**
 * A subject without what answering and forwarding put around it (RFC 5256 section 2.1): {@code Re: [x] Fwd: text (fwd)} is {@code text}.
 * <pre>
 * subj-trailer = "(fwd)" / WSP
 * subj-blob    = "[" *BLOBCHAR "]" *WSP
 * subj-refwd   = ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
 * subj-leader  = (*subj-blob subj-refwd) / WSP
 * </pre>
 */
public final class BaseSubject {

    private static final int NONE = -1;

    private final String text;
    private int begin;
    private int end;
    private boolean answers;

    private BaseSubject(String text) {
        this.text = text;
        this.end = text.length();
    }

    /** @param subject as the header has it, encoded words and all */
    public static String of(String subject) {
        BaseSubject base = new BaseSubject(EncodedWords.decode(subject));
        base.strip();
        return singleBlanks(base.text.substring(base.begin, base.end));
    }

    /** Whether something was taken off that answering or forwarding puts there. */
    public static boolean isReply(String subject) {
        BaseSubject base = new BaseSubject(EncodedWords.decode(subject));
        base.strip();
        return base.answers;
    }

    private void strip() {
        do {
            stripTrailers();
            stripLeaders();
        } while (unwrap());
    }

    private void stripTrailers() {
        boolean again = true;
        while (again) {
            while (begin < end && isBlank(end - 1)) {
                end--;
            }
            again = end - begin >= 5 && text.regionMatches(true, end - 5, "(fwd)", 0, 5);
            end -= again ? 5 : 0;
            answers |= again;
        }
    }

    private void stripLeaders() {
        for (int leader = leader(); leader != NONE; leader = leader()) {
            begin = leader;
            answers = true;
        }
        begin = skipBlanks(begin);
        for (int blob = blob(begin); blob != NONE && blob < end; blob = blob(begin)) {
            begin = blob;
        }
    }

    /** {@code [fwd: text]}. */
    private boolean unwrap() {
        if (end - begin < 6 || !text.regionMatches(true, begin, "[fwd:", 0, 5) || text.charAt(end - 1) != ']') {
            return false;
        }
        begin += 5;
        end--;
        answers = true;
        return true;
    }

    /** End of the blobs and the {@code re:} at the beginning, or NONE. */
    private int leader() {
        int at = skipBlanks(begin);
        for (int blob = blob(at); blob != NONE; blob = blob(at)) {
            at = blob;
        }
        if (text.regionMatches(true, at, "re", 0, 2)) {
            at += 2;
        } else if (text.regionMatches(true, at, "fwd", 0, 3)) {
            at += 3;
        } else if (text.regionMatches(true, at, "fw", 0, 2)) {
            at += 2;
        } else {
            return NONE;
        }
        at = skipBlanks(at);
        int blob = blob(at);
        at = blob == NONE ? at : blob;
        return at < end && text.charAt(at) == ':' ? at + 1 : NONE;
    }

    /** End of the {@code [blob]} at {@code from} and the blanks after it, or NONE. */
    private int blob(int from) {
        if (from >= end || text.charAt(from) != '[') {
            return NONE;
        }
        int at = from + 1;
        while (at < end && text.charAt(at) != '[' && text.charAt(at) != ']') {
            at++;
        }
        return at < end && text.charAt(at) == ']' ? skipBlanks(at + 1) : NONE;
    }

    private int skipBlanks(int from) {
        int at = from;
        while (at < end && isBlank(at)) {
            at++;
        }
        return at;
    }

    private boolean isBlank(int at) {
        return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }

    private static String singleBlanks(String text) {
        StringBuilder single = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i) == '\t' ? ' ' : text.charAt(i);
            if (c != ' ' || single.isEmpty() || single.charAt(single.length() - 1) != ' ') {
                single.append(c);
            }
        }
        return single.toString();
    }
}
