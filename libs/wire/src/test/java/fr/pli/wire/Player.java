package fr.pli.wire;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Plays one transcript on a stage and keeps what was said, to be shown when a line fails. */
final class Player implements AutoCloseable {

    private static final Duration LOG_PATIENCE = Duration.ofSeconds(5);

    private final Stage stage;
    private final Names names;
    private final RecordedLog log = RecordedLog.open();
    private final Map<String, TranscriptClient> clients = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private String listener = "";

    Player(Stage stage) {
        this.stage = stage;
        names = new Names(stage);
    }

    void play(Transcript transcript) {
        List<Transcript.Line> lines = transcript.lines();
        for (int i = 0; i < lines.size(); i++) {
            Transcript.Line line = lines.get(i);
            try {
                if (line.verb().equals("S*")) {
                    int end = endOfBlock(lines, i);
                    anyOrder(client(line), lines.subList(i, end));
                    i = end - 1;
                } else {
                    play(line);
                }
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "line " + line.number() + " failed: " + line.shown() + "\n" + e.getMessage()
                                + "\nwhat was said:\n" + String.join("\n", said),
                        e);
            }
        }
        lines.stream().filter(line -> line.verb().equals("no-log")).forEach(this::neverLogged);
    }

    private void play(Transcript.Line line) throws Exception {
        switch (line.verb()) {
            case "C" -> send(line, names.expand(line.text()) + "\r\n");
            case "raw" -> send(line, Escapes.undo(names.expand(line.text())));
            case "S" -> expect(line, hear(line));
            case "S?" -> expectPerhaps(line);
            case "S..." -> skipTo(line);
            case "tls" -> client(line).startTls(stage.tls(line.text()));
            case "tls-fails" -> failTls(line);
            case "close" -> expectClose(line);
            case "end" -> client(line).end();
            case "drop" -> clients.remove(line.who(), closed(client(line)));
            case "listener" -> listener = line.text();
            case "log" -> awaitLog(line);
            case "no-log" -> said.add(line.shown());
            case "do" -> act(line);
            default -> throw new IllegalStateException(line.verb());
        }
    }

    private void send(Transcript.Line line, String octets) throws IOException {
        said.add(who(line) + "C: " + Transcript.shown(octets.stripTrailing()));
        client(line).send(octets);
    }

    private String hear(Transcript.Line line) throws IOException {
        String heard = client(line).line();
        said.add(who(line) + "S: " + Transcript.shown(heard));
        return heard;
    }

    private void expect(Transcript.Line line, String heard) {
        if (!names.matches(line.text(), heard)) {
            throw new AssertionError("but the server said: " + Transcript.shown(heard));
        }
    }

    private void expectPerhaps(Transcript.Line line) throws IOException {
        String heard = client(line).line();
        if (names.matches(line.text(), heard)) {
            said.add(who(line) + "S: " + Transcript.shown(heard));
        } else {
            client(line).putBack(heard);
        }
    }

    private void skipTo(Transcript.Line line) throws IOException {
        boolean found = false;
        while (!found) {
            found = names.matches(line.text(), hear(line));
        }
    }

    private void anyOrder(TranscriptClient client, List<Transcript.Line> block) throws IOException {
        List<Transcript.Line> open = new ArrayList<>(block);
        while (!open.isEmpty()) {
            String heard = client.line();
            said.add(who(open.getFirst()) + "S: " + Transcript.shown(heard));
            Transcript.Line found = open.stream()
                    .filter(line -> names.matches(line.text(), heard))
                    .findFirst()
                    .orElseThrow(() ->
                            new AssertionError("but the server said: " + Transcript.shown(heard) + "\nstill open: "
                                    + open.stream().map(Transcript.Line::shown).toList()));
            open.remove(found);
        }
    }

    private static int endOfBlock(List<Transcript.Line> lines, int begin) {
        int end = begin;
        while (end < lines.size()
                && lines.get(end).verb().equals("S*")
                && lines.get(end).who().equals(lines.get(begin).who())) {
            end++;
        }
        return end;
    }

    private void expectClose(Transcript.Line line) throws IOException {
        try {
            String heard = hear(line);
            throw new AssertionError("but the server said: " + Transcript.shown(heard));
        } catch (EOFException e) {
            said.add(who(line) + "closed");
        }
    }

    private void failTls(Transcript.Line line) throws IOException {
        TranscriptClient client = client(line);
        try {
            client.startTls(stage.tls(line.text()));
            client.line();
        } catch (IOException e) {
            said.add(who(line) + "TLS failed: " + e.getMessage());
            return;
        }
        throw new AssertionError("but TLS was established");
    }

    private void awaitLog(Transcript.Line line) {
        String pattern = "*" + names.expand(line.text()) + "*";
        Predicate<String> wanted = logged -> names.matches(pattern, logged);
        try {
            Awaitility.await()
                    .atMost(LOG_PATIENCE)
                    .until(() -> log.lines().stream().anyMatch(wanted));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("but the log says only:\n" + String.join("\n", log.lines()), e);
        }
    }

    private void neverLogged(Transcript.Line line) {
        String pattern = "*" + names.expand(line.text()) + "*";
        for (String logged : log.lines()) {
            if (names.matches(pattern, logged)) {
                throw new AssertionError(
                        "line " + line.number() + " failed: " + line.shown() + "\nbut the log says: " + logged);
            }
        }
    }

    private void act(Transcript.Line line) throws Exception {
        said.add(line.shown());
        Words words = Words.of(names.expand(line.text()));
        stage.action(words.next()).run(Transcript.shown(words.rest()));
    }

    private TranscriptClient client(Transcript.Line line) throws IOException {
        TranscriptClient client = clients.get(line.who());
        if (client == null) {
            client = new TranscriptClient(stage.listener(listener));
            clients.put(line.who(), client);
        }
        return client;
    }

    private static String who(Transcript.Line line) {
        return line.who().isEmpty() ? "" : line.who() + " ";
    }

    private static TranscriptClient closed(TranscriptClient client) throws IOException {
        client.close();
        return client;
    }

    @Override
    public void close() throws IOException {
        for (TranscriptClient client : clients.values()) {
            client.close();
        }
        log.close();
    }
}
