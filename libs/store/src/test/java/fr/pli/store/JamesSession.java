package fr.pli.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mpt.api.Continuation;
import org.apache.james.mpt.api.Session;

/** A client of a script, on a real socket; {@link JamesDialect} translates between it and the server. */
final class JamesSession implements Session, AutoCloseable {

    private static final int PATIENCE_MS = 5_000;
    private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
    private static final Pattern LITERAL = Pattern.compile(".*\\{(\\d+)\\+?}");

    private final InetSocketAddress server;
    private final JamesDialect dialect;
    private final List<String> commands;
    private final Continuation continuation;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();
    private final Deque<String> heard = new ArrayDeque<>();
    private long literal;

    /** @param commands grows by each command that is sent, as the script has it; it is not empty */
    JamesSession(InetSocketAddress server, JamesDialect dialect, List<String> commands, Continuation continuation) {
        this.server = server;
        this.commands = commands;
        this.continuation = continuation;
        this.dialect = dialect;
    }

    @Override
    public void start() throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(server, PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        literal = 0;
    }

    @Override
    public void restart() throws IOException {
        stop();
        start();
    }

    @Override
    public void stop() throws IOException {
        socket.close();
    }

    @Override
    public void await() {
        // every answer comes when it is due
    }

    @Override
    public void writeLine(String line) throws IOException {
        if (literal > 0) {
            literal -= line.getBytes(StandardCharsets.UTF_8).length + 2L;
            send(line);
        } else {
            if (!line.isEmpty()) {
                commands.add(line);
            }
            literal = literal(line);
            send(dialect.toServer(line));
        }
    }

    @Override
    public String readLine() throws IOException {
        while (heard.isEmpty()) {
            hear();
        }
        String line = heard.removeFirst();
        if (line.startsWith("+")) {
            continuation.doContinue();
        }
        return line;
    }

    /** Hears lines until one is for the script. Removals that come together are told from the first one on, as James does. */
    private void hear() throws IOException {
        List<Integer> removed = new ArrayList<>();
        Optional<String> line = next();
        for (Matcher expunge = EXPUNGE.matcher(line.orElse(""));
                expunge.matches();
                expunge = EXPUNGE.matcher(line.orElse(""))) {
            int number = Integer.parseInt(expunge.group(1));
            for (int earlier : removed.stream().sorted().toList()) {
                number += earlier <= number ? 1 : 0;
            }
            removed.add(number);
            line = next();
        }
        Collections.sort(removed);
        for (int i = 0; i < removed.size(); i++) {
            heard.add("* " + (removed.get(i) - i) + " EXPUNGE");
        }
        line.ifPresent(lines -> heard.addAll(List.of(lines.split("\n", -1))));
    }

    private Optional<String> next() throws IOException {
        String line = receive();
        if (JamesDialect.isChallenge(commands.getLast(), line)) {
            send("");
            line = receive();
        }
        return dialect.fromServer(line, commands.getLast());
    }

    private static long literal(String line) {
        Matcher literal = LITERAL.matcher(line);
        return literal.matches() ? Long.parseLong(literal.group(1)) : 0;
    }

    private void send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The next line. A carriage return that ends none belongs to it. */
    private String receive() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("closed by the server after \"" + line.toString(StandardCharsets.UTF_8) + "\"");
            }
            line.write(octet);
        }
        String read = line.toString(StandardCharsets.UTF_8);
        return read.endsWith("\r") ? read.substring(0, read.length() - 1) : read;
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
