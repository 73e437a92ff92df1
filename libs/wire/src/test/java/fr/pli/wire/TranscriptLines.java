package fr.pli.wire;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lines of all transcripts in a folder, for tests that ask what they show. */
public final class TranscriptLines {

    private TranscriptLines() {}

    /**
     * What is said and heard, without the names of clients; each command in a {@code raw:} line as a {@code C:} line of its own besides.
     *
     * @param folder of test resources that is no jar, beginning with a slash
     */
    public static List<String> in(String folder) throws IOException {
        URL url = TranscriptLines.class.getResource(folder);
        if (url == null) {
            throw new AssertionError("no test resources at " + folder);
        }
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(url.toURI()))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".txt")).toList()) {
                Files.readAllLines(file, StandardCharsets.ISO_8859_1).forEach(line -> add(line, lines));
            }
        } catch (URISyntaxException e) {
            throw new IOException("not a path: " + url, e);
        }
        return lines;
    }

    private static void add(String line, List<String> lines) {
        String said = line.replaceFirst("^[A-Z][A-Za-z0-9]* (?=[A-Za-z.*?]+:)", "");
        if (said.startsWith("raw: ")) {
            for (String command : said.substring("raw: ".length()).split("\\\\r\\\\n", -1)) {
                lines.add("C: " + command);
            }
        }
        lines.add(said);
    }
}
