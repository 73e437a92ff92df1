package fr.pli.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads address lists (RFC 5322 section 3.4) as they come: quotes that do not end, commas too many, addresses without {@code @}. What cannot be
 * understood becomes the name or the local part of something, never an error.
 */
public final class AddressList {

    private final String text;
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

    /** {@code "<" [route ":"] [local "@" domain] ">"}. */
    private void angle() {
        int close = text.indexOf('>', at);
        int end = close < 0 ? text.length() : close;
        String inside = text.substring(at + 1, end);
        at = Math.min(end + 1, text.length());
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
        while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
            at++;
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
