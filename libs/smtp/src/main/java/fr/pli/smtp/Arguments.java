package fr.pli.smtp;

import java.util.regex.Pattern;

/** What follows a verb, read from left to right. Each method throws {@link SmtpRefusal} with the text that is not as the RFC has it. */
final class Arguments {

    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");

    private final String text;
    private int at;

    public Arguments(String text) {
        this.text = text;
    }

    /** The next word, up to a blank. @throws SmtpRefusal if there is none */
    public String word() throws SmtpRefusal {
        skipBlanks();
        if (at == text.length()) {
            throw Answer.ARGUMENTS.refusal("");
        }
        int end = text.indexOf(' ', at);
        String word = text.substring(at, end < 0 ? text.length() : end);
        at += word.length();
        return word;
    }

    /** A count of octets (RFC 3030 section 2, RFC 1870 section 4). */
    long size() throws SmtpRefusal {
        String word = word();
        if (!SIZE.matcher(word).matches()) {
            throw Answer.ARGUMENTS.refusal(word);
        }
        return Long.parseLong(word);
    }

    /** Whether anything is left. */
    boolean isMore() {
        skipBlanks();
        return at < text.length();
    }

    /** @throws SmtpRefusal if anything is left */
    public void end() throws SmtpRefusal {
        if (isMore()) {
            throw Answer.ARGUMENTS.refusal(text.substring(at));
        }
    }

    /**
     * {@code FROM:} or {@code TO:} and the path, brackets taken off. A blank after the colon, which RFC 5321 section 3.3 forbids and
     * many send, is let through.
     */
    String path(String keyword) throws SmtpRefusal {
        keyword(keyword);
        skipBlanks();
        int close = text.indexOf('>', at);
        boolean isFollowed = close + 1 < text.length() && text.charAt(close + 1) != ' ';
        if (!text.startsWith("<", at) || close < 0 || isFollowed) {
            throw Answer.ARGUMENTS.refusal(text);
        }
        String path = text.substring(at + 1, close);
        at = close + 1;
        return path;
    }

    /** Exactly this, in any case. */
    void keyword(String keyword) throws SmtpRefusal {
        skipBlanks();
        if (!text.regionMatches(true, at, keyword, 0, keyword.length())) {
            throw Answer.ARGUMENTS.refusal(text);
        }
        at += keyword.length();
    }

    /** The parameters of MAIL or RCPT, to the end. */
    Parameters parameters() throws SmtpRefusal {
        skipBlanks();
        String rest = text.substring(at);
        at = text.length();
        return Parameters.parse(rest);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }
}
