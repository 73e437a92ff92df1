package fr.pli.imap;

/** A strict reader of what DescriptionWriter writes: one list of lists, quoted strings, numbers and NIL, in ASCII. */
public final class ResponseSyntax {

    private final String text;
    private int at;

    private ResponseSyntax(String text) {
        this.text = text;
    }

    public static void check(String text) {
        ResponseSyntax syntax = new ResponseSyntax(text);
        syntax.list();
        if (syntax.at != text.length()) {
            throw syntax.wrong("something after the list");
        }
    }

    private void list() {
        expect('(');
        boolean blank = true;
        while (text.charAt(at) != ')') {
            switch (text.charAt(at)) {
                case '(' -> list();
                case '"' -> quoted();
                default -> word();
            }
            blank = text.charAt(at) == ' ';
            if (blank) {
                at++;
            } else if (text.charAt(at) != ')' && text.charAt(at) != '(') {
                throw wrong("no blank");
            }
        }
        if (blank) {
            throw wrong("empty list, or a blank before its end");
        }
        at++;
    }

    private void quoted() {
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (text.charAt(at) > 0x7E && text.charAt(at) != 0x7F || "\r\n\0".indexOf(text.charAt(at)) >= 0) {
                throw wrong("not for a quoted string");
            }
        }
        at++;
    }

    private void word() {
        int end = at;
        while (Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (!text.substring(at, end).matches("NIL|\\d+")) {
            throw wrong("neither NIL nor number");
        }
        at = end;
    }

    private void expect(char c) {
        if (text.charAt(at++) != c) {
            throw wrong("no " + c);
        }
    }

    private AssertionError wrong(String what) {
        return new AssertionError(what + " at " + at + " of " + text);
    }
}
