package fr.pli.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads address lists (RFC 5322 section 3.4) as they come: quotes that do not end, commas too many, addresses without {@code @}. What cannot be
 * understood becomes the name or the local part of something, never an error.
 */
public final class AddressList {

    private final String text;
    private final int lastParenthesis;
    private int at;
    private final List<Address> found = new ArrayList<>();
    private boolean inGroup;

    private final StringBuilder words = new StringBuilder();
    private boolean gap;
    private String comment = "";
    private boolean started;
    private String route = "";
    private final StringBuilder local = new StringBuilder();
    private String domain = "";
    private boolean addressRead;
    private boolean angle;

    private AddressList(String text) {
        this.text = text;
        this.lastParenthesis = text.lastIndexOf(')');
    }

    /** The addresses and groups of a field's value, in order. */
    public static List<Address> parse(String value) {
        AddressList list = new AddressList(value);
        list.run();
        return List.copyOf(list.found);
    }

    private void run() {
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case ' ', '\t' -> {
                    gap = true;
                    at++;
                }
                case '"' -> word(quoted());
                case '(' -> comment = comment();
                case '<' -> angle();
                case '@' -> domainFollows();
                case ':' -> groupStart();
                case ';' -> groupEnd();
                case ',' -> {
                    at++;
                    endAddress();
                }
                default -> word(atom());
            }
        }
        endAddress();
        if (inGroup) {
            found.add(new Address.GroupEnd());
        }
    }

    private void word(String word) {
        if (gap && !words.isEmpty()) {
            words.append(' ');
        }
        gap = false;
        started = true;
        words.append(word);
    }

    /** {@code "<" [route ":"] [local "@" domain] ">"}, comments anywhere in it. */
    private void angle() {
        StringBuilder between = new StringBuilder();
        boolean comments = angleText(between);
        String inside = comments ? withoutOuterBlanks(between) : between.toString();
        started = true;
        addressRead = true;
        angle = true;
        int colon = inside.indexOf(':');
        if (inside.startsWith("@") && colon > 0) {
            route = inside.substring(0, colon).strip();
            inside = inside.substring(colon + 1);
        }
        int sign = inside.lastIndexOf('@');
        local.setLength(0);
        local.append(unquoted(sign < 0 ? inside : inside.substring(0, sign)));
        domain = sign < 0 ? "" : inside.substring(sign + 1).strip();
    }

    /** Takes what is up to the closing bracket, without comments; a bracket in a quoted local part closes nothing. Whether there were comments. */
    private boolean angleText(StringBuilder inside) {
        boolean comments = false;
        boolean front = true;
        at++;
        while (at < text.length() && text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (c == '(' && at < lastParenthesis) {
                comment();
                comments = true;
            } else if (c == '"' && front && text.indexOf('"', at + 1) > 0) {
                int begin = at;
                quoted();
                inside.append(text, begin, at);
                front = false;
            } else {
                inside.append(c);
                front = c == ':' || front && (c == ' ' || c == '\t');
                at++;
            }
        }
        at = Math.min(at + 1, text.length());
        return comments;
    }

    /** Blanks around the sign and at both ends, which comments leave behind. */
    private static String withoutOuterBlanks(StringBuilder inside) {
        String all = inside.toString().strip();
        int sign = all.lastIndexOf('@');
        return sign < 0
                ? all
                : all.substring(0, sign).strip() + "@" + all.substring(sign + 1).strip();
    }

    /** An address without angle brackets: what was read is its local part, up to the last {@code @}. */
    private void domainFollows() {
        at++;
        started = true;
        if (angle) {
            return;
        }
        if (addressRead) {
            local.append('@').append(domain);
        } else {
            local.append(words);
        }
        addressRead = true;
        words.setLength(0);
        while (at < text.length() && " \t(".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at) == '(') {
                comment();
            } else {
                at++;
            }
        }
        domain = at < text.length() && "\"(<@:;,".indexOf(text.charAt(at)) < 0 ? atom() : "";
    }

    private void groupStart() {
        at++;
        if (inGroup || addressRead) {
            word(":");
            return;
        }
        found.add(new Address.GroupStart(words.toString()));
        inGroup = true;
        clear();
    }

    private void groupEnd() {
        at++;
        endAddress();
        if (inGroup) {
            found.add(new Address.GroupEnd());
            inGroup = false;
        }
    }

    private void endAddress() {
        if (started) {
            if (!addressRead) {
                found.add(new Address.Mailbox(comment, "", words.toString(), ""));
            } else {
                found.add(new Address.Mailbox(
                        words.isEmpty() ? comment : words.toString(), route, local.toString(), domain));
            }
        }
        clear();
    }

    private void clear() {
        words.setLength(0);
        gap = false;
        comment = "";
        started = false;
        route = "";
        local.setLength(0);
        domain = "";
        addressRead = false;
        angle = false;
    }

    private String atom() {
        int begin = at;
        while (at < text.length() && " \t\"(<@:;,".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        StringBuilder inside = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            inside.append(text.charAt(at));
        }
        at = Math.min(at + 1, text.length());
        return inside.toString();
    }

    private String comment() {
        StringBuilder inside = new StringBuilder();
        int depth = 1;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                at++;
                break;
            }
            inside.append(text.charAt(at));
        }
        return inside.toString().strip();
    }

    private static String unquoted(String local) {
        String bare = local.strip();
        if (bare.length() < 2 || !bare.startsWith("\"") || !bare.endsWith("\"")) {
            return bare;
        }
        AddressList inside = new AddressList(bare);
        return inside.quoted();
    }
}
