package fr.pli.operator.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of From or Sender that look like an address, wherever they stand but in a quoted string, a comment or an encoded word: what the client of
 * a recipient may take for the author, whatever the grammar says of it.
 */
final class AddressWords {

    private static final String ENDS = " \t\r\n<>,:;";

    private final String text;
    private final StringBuilder word = new StringBuilder();
    private final List<String> found = new ArrayList<>();
    private int at;

    private AddressWords(String text) {
        this.text = text;
    }

    static List<String> in(String value) {
        AddressWords words = new AddressWords(value);
        words.run();
        return List.copyOf(words.found);
    }

    private void run() {
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '(') {
                end();
                comment();
            } else if (c == '"') {
                quoted();
            } else if (ENDS.indexOf(c) >= 0) {
                end();
            } else {
                word.append(c);
            }
        }
        end();
    }

    private void end() {
        String one = word.toString();
        word.setLength(0);
        if (one.indexOf('@') >= 0 && !(one.startsWith("=?") && one.endsWith("?="))) {
            found.add(one);
        }
    }

    /** A local part if {@code @} follows; else a name. */
    private void quoted() {
        StringBuilder inside = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                inside.append(text.charAt(at));
            }
        }
        if (at + 1 < text.length() && text.charAt(at + 1) == '@') {
            word.append(inside);
        } else {
            end();
        }
    }

    private void comment() {
        int depth = 1;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return;
            }
        }
    }
}
