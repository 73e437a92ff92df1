package fr.pli.wire;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * Turns each transcript in a folder of test resources into one JUnit test, named after its file.
 *
 * <pre>
 * {@code @TestFactory}
 * Stream&lt;DynamicNode&gt; transcripts() throws IOException {
 *     return Transcripts.in("/imap", () -> new Stage().listener("persons", server.address()).closing(server));
 * }
 * </pre>
 *
 * <p>A transcript is a text file, UTF-8, of these lines. A client connects with its first line.
 *
 * <pre>
 * # ECO.1.2.7: what it shows            a comment; a requirement id first, if it proves one
 * listener: persons                     where clients connect from here on; without it the stage's first listener
 * C: a CAPABILITY                       the client sends this and CRLF
 * raw: MAIL\r\n.\nQUIT\x00              the client sends this and nothing else; knows \r \n \t \0 \\ \xNN
 * S: a OK *                             the server's next line, without its CRLF
 * S*: * LIST () "/" INBOX               lines that come in any order: a block of S*: lines ends when all of them were heard
 * S*: * LIST () "/" Sent
 * S?: * 1 RECENT                        a line that may come or not
 * S...: a OK *                          any lines, then this one
 * tls: lab                              the client starts TLS with this context of the stage; without a name the first one
 * tls-fails: stranger                   as tls:, but it must fail
 * close:                                the server closes, having said nothing more
 * end:                                  the client sends no more but still reads (half-close)
 * drop:                                 the client is gone; its next line connects anew
 * log: refused reason=token-expired     some log line since the beginning holds this ("LEVEL message"); waits for it
 * no-log: {token}                       no log line until the end holds this
 * do: psc down                          an action of the stage; the rest of the line is its text
 * B C: b IDLE                           the client named B (a capital first); each name is a connection of its own
 * B S: + *
 * </pre>
 *
 * <p>In {@code S:} and {@code log:} lines {@code *} stands for any text, but {@code "* "} at the very beginning is IMAP's star. In all lines
 * braces that begin with a letter are names; others ({@code {310+}}, JSON) stand for themselves:
 *
 * <pre>
 * {v}                        in S: captures what stands here, at least one character; afterwards, in any line, the same text
 * {base64 TEXT}              TEXT in base64, with the escapes of raw:
 * {xoauth2 USER TOKEN}       the initial response of XOAUTH2; likewise {oauthbearer USER TOKEN}
 * {plain AUTHCID}            the initial response of PLAIN; {plain AUTHCID AUTHZID PASSWORD}, each may be left out from the end
 * {repeat N TEXT}            TEXT, N times
 * {NAME TEXT}                whatever the stage's macro NAME makes of TEXT
 * </pre>
 *
 * A brace's text may hold braces itself. A literal's octets follow as {@code C:} or {@code S:} lines, each with its CRLF.
 */
public final class Transcripts {

    /** Sets the stage for one transcript. */
    public interface Scene {
        /** A stage of its own for each file; it is closed after it. */
        Stage set() throws Exception;
    }

    private Transcripts() {}

    /**
     * The tests for all {@code .txt} files below {@code folder}, with a container for each folder in it.
     *
     * @param folder of test resources, beginning with a slash
     */
    public static Stream<DynamicNode> in(String folder, Scene scene) throws IOException {
        URL url = Transcripts.class.getResource(folder);
        if (url == null) {
            throw new AssertionError("no test resources at " + folder);
        }
        try {
            return in(path(url.toURI()), scene).stream();
        } catch (URISyntaxException e) {
            throw new IOException("not a path: " + url, e);
        }
    }

    /** Also of what lies in a jar. Its file system stays open, for the tests run later. */
    private static Path path(URI uri) throws IOException {
        if (uri.getScheme().equals("jar")) {
            try {
                FileSystems.newFileSystem(uri, Map.of());
            } catch (FileSystemAlreadyExistsException e) {
                return Path.of(uri);
            }
        }
        return Path.of(uri);
    }

    /** Plays one file. */
    public static void play(Path file, Scene scene) throws Exception {
        Transcript transcript = Transcript.read(file);
        try (Stage stage = scene.set();
                Player player = new Player(stage)) {
            player.play(transcript);
        }
    }

    private static List<DynamicNode> in(Path folder, Scene scene) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(folder)) {
            entries = list.filter(entry ->
                            Files.isDirectory(entry) || entry.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        }
        if (entries.isEmpty()) {
            throw new AssertionError("no transcripts in " + folder);
        }
        return entries.stream().map(entry -> node(entry, scene)).toList();
    }

    private static DynamicNode node(Path entry, Scene scene) {
        String name =
                entry.getFileName().toString().replaceFirst("(\\.txt|/)$", "").replace('-', ' ');
        if (!Files.isDirectory(entry)) {
            return DynamicTest.dynamicTest(name, entry.toUri(), () -> play(entry, scene));
        }
        try {
            return DynamicContainer.dynamicContainer(name, entry.toUri(), in(entry, scene).stream());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
