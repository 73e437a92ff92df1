package fr.pli.imap.syntax;

import fr.pli.wire.BudgetException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One command of a client, read token by token as RFC 9051 section 9 writes them. A literal is taken from the connection only when its turn
 * comes, so that a command that is refused before costs nothing. Everything is bounded: strings, their sum, numbers, sets.
 */
public final class Arguments {

    /** The longest string, in octets. */
    static final int MAX_STRING = 64 * 1024;

    /** All lines and strings of one command. */
    private static final int MAX_COMMAND = 512 * 1024;

    private static final int MAX_DIGITS = 19;
    private static final String ATOM_SPECIALS = "(){%*\"\\]";

    private final ClientInput input;
    private byte[] line;
    private int at;
    private int taken;

    /** Begins with the next line of {@code input}. */
    public Arguments(ClientInput input) throws IOException {
        this.input = input;
        line = input.readLine();
        taken = line.length;
    }

    /** Whether nothing is left. */
    public boolean atEnd() {
        return at == line.length;
    }

    /** The next character, 0 at the end. */
    public char peek() {
        return atEnd() ? 0 : (char) (line[at] & 0xFF);
    }

    /** Takes {@code c} if it is next. */
    public boolean skip(char c) {
        boolean here = !atEnd() && peek() == c;
        at += here ? 1 : 0;
        return here;
    }

    /** Takes {@code one} and {@code other} if they are next, or nothing. */
    public boolean skipPair(char one, char other) {
        boolean here = at + 1 < line.length && line[at] == one && line[at + 1] == other;
        at += here ? 2 : 0;
        return here;
    }

    /** Passes over this character. @throws ImapSyntaxException if another stands there */
    public void expect(char c) throws ImapSyntaxException {
        if (!skip(c)) {
            throw new ImapSyntaxException("expected \"" + c + "\"", rest());
        }
    }

    /** Passes over SP. @throws ImapSyntaxException if none stands there */
    public void space() throws ImapSyntaxException {
        expect(' ');
    }

    /** Nothing may follow; a blank at the end of the line is forgiven. */
    public void end() throws ImapSyntaxException {
        while (skip(' ')) {
            // forgiven
        }
        if (!atEnd()) {
            throw new ImapSyntaxException("expected the end of the command", rest());
        }
    }

    /** <pre>tag = 1*&lt;any ASTRING-CHAR except "+"&gt;</pre> */
    public String tag() throws ImapSyntaxException {
        int from = at;
        while (isAtomChar(peek()) && peek() != '+' || peek() == ']') {
            at++;
        }
        return taken(from, "expected a tag");
    }

    /** <pre>atom = 1*ATOM-CHAR</pre> */
    public String atom() throws ImapSyntaxException {
        int from = at;
        while (isAtomChar(peek())) {
            at++;
        }
        return taken(from, "expected an atom");
    }

    /** An atom whose case does not matter, in capitals. */
    public String keyword() throws ImapSyntaxException {
        return atom().toUpperCase(Locale.ROOT);
    }

    /** Takes those characters if they are next, in any case of letters, and no atom goes on behind them. */
    public boolean skipKeyword(String expected) {
        int end = at + expected.length();
        if (end > line.length
                || !expected.equalsIgnoreCase(new String(line, at, expected.length(), StandardCharsets.ISO_8859_1))
                || end < line.length && isAtomChar((char) (line[end] & 0xFF))) {
            return false;
        }
        at = end;
        return true;
    }

    /** That atom, in any case. */
    public void keyword(String expected) throws ImapSyntaxException {
        String found = keyword();
        if (!found.equals(expected)) {
            throw new ImapSyntaxException("expected " + expected, found);
        }
    }

    /** Takes the letters, digits and points that come next, in capitals: names inside FETCH items. */
    public String word() throws ImapSyntaxException {
        int from = at;
        while (isWordChar(peek())) {
            at++;
        }
        return taken(from, "expected a name").toUpperCase(Locale.ROOT);
    }

    /** <pre>astring = 1*ASTRING-CHAR / string</pre> */
    public byte[] astring() throws ImapSyntaxException, IOException {
        if (peek() == '"' || peek() == '{') {
            return string();
        }
        int from = at;
        while (isAtomChar(peek()) || peek() == ']') {
            at++;
        }
        return taken(from, "expected a string").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** <pre>list-mailbox = 1*list-char / string</pre> */
    public byte[] listMailbox() throws ImapSyntaxException, IOException {
        if (peek() == '"' || peek() == '{') {
            return string();
        }
        int from = at;
        while (isAtomChar(peek()) || peek() == ']' || peek() == '%' || peek() == '*') {
            at++;
        }
        return taken(from, "expected a pattern").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** <pre>string = quoted / literal</pre> */
    public byte[] string() throws ImapSyntaxException, IOException {
        return peek() == '{' ? literalString() : quoted();
    }

    /** <pre>nstring = string / nil</pre> NIL is empty. */
    public byte[] nstring() throws ImapSyntaxException, IOException {
        if (peek() == '"' || peek() == '{') {
            return string();
        }
        String nil = keyword();
        if (!nil.equals("NIL")) {
            throw new ImapSyntaxException("expected a string or NIL", nil);
        }
        return new byte[0];
    }

    private byte[] quoted() throws ImapSyntaxException {
        expect('"');
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (!skip('"')) {
            skip('\\');
            char c = peek();
            if (c == 0 || c == '\r' || c == '\n') {
                throw new ImapSyntaxException("expected a closing quote", rest());
            }
            text.write(c);
            at++;
        }
        return text.toByteArray();
    }

    private byte[] literalString() throws ImapSyntaxException, IOException {
        Literal literal = literal();
        if (literal.size() > MAX_STRING || taken + literal.size() > MAX_COMMAND) {
            throw new ImapSyntaxException("the literal is too large here", rest());
        }
        taken += (int) literal.size();
        byte[] octets = accept(literal).readNBytes((int) literal.size());
        resume();
        for (byte octet : octets) {
            if (octet == 0) {
                throw new ImapSyntaxException("a string without NUL");
            }
        }
        return octets;
    }

    /** The literal that is announced next. Its octets are not taken yet: see {@link #accept}. */
    public Literal literal() throws ImapSyntaxException {
        return literalAt(at).orElseThrow(() -> new ImapSyntaxException("expected a literal", rest()));
    }

    /** Invites it if it waits. Read all of its octets, then {@link #resume()}. */
    public InputStream accept(Literal literal) throws IOException {
        at = line.length;
        if (literal.waits()) {
            input.invite();
        }
        return input.octets();
    }

    /**
     * Goes on after a literal.
     *
     * @throws ImapSyntaxException if lines and strings are too many in sum
     */
    public void resume() throws ImapSyntaxException, IOException {
        nextLine();
        taken += line.length;
        if (taken > MAX_COMMAND) {
            throw new ImapSyntaxException("the command is too long");
        }
    }

    private void nextLine() throws IOException {
        line = input.readLine();
        at = 0;
    }

    /**
     * Passes over what is left of a command that was refused, with the literals that the client sends unasked, and what it was going to say
     * after them.
     *
     * @throws BudgetException if that is more than {@code limit} octets
     */
    public void passOver(long limit) throws IOException {
        long left = limit;
        Optional<Literal> unasked = lastLiteral();
        while (unasked.isPresent()) {
            long size = unasked.get().size();
            left -= size + line.length;
            if (left < 0) {
                throw new BudgetException("a refused command of more than " + limit + " octets");
            }
            input.octets().skipNBytes(size);
            nextLine();
            unasked = lastLiteral();
        }
        at = line.length;
    }

    /** The literal at the end of the line, if the client sends it unasked. */
    private Optional<Literal> lastLiteral() {
        for (int i = line.length - 1; i >= at; i--) {
            if (line[i] == '{') {
                return literalAt(i).filter(literal -> !literal.waits());
            }
        }
        return Optional.empty();
    }

    private Optional<Literal> literalAt(int from) {
        return Literal.parse(new String(line, from, line.length - from, StandardCharsets.ISO_8859_1));
    }

    /** An unsigned number of 63 bits at most. */
    public long number() throws ImapSyntaxException {
        int from = at;
        long value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + (peek() - '0');
            at++;
            if (value < 0 || at - from > MAX_DIGITS) {
                throw new ImapSyntaxException("expected a number below 2^63", Arrays.copyOfRange(line, from, at));
            }
        }
        taken(from, "expected a number");
        return value;
    }

    /** An unsigned number of 32 bits at most. */
    public long number32() throws ImapSyntaxException {
        long value = number();
        if (value > 0xFFFF_FFFFL) {
            throw new ImapSyntaxException("expected a number below 2^32", Long.toString(value));
        }
        return value;
    }

    /** What is left of the line. */
    public byte[] rest() {
        return Arrays.copyOfRange(line, at, line.length);
    }

    private String taken(int from, String expected) throws ImapSyntaxException {
        if (from == at) {
            throw new ImapSyntaxException(expected, rest());
        }
        return new String(line, from, at - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isAtomChar(char c) {
        return c > ' ' && c < 0x7f && ATOM_SPECIALS.indexOf(c) < 0;
    }

    private static boolean isWordChar(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-';
    }
}
