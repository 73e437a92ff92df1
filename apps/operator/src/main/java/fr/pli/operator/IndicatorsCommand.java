package fr.pli.operator;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;

/** {@code ./pli operator indicators messages|connections MONTH [DATA-FOLDER [URL]]}: prints the file of a month, as the running operator has it (R1-05). */
final class IndicatorsCommand {

    private static final String USAGE =
            "usage: ./pli operator indicators messages|connections YYYY-MM [DATA-FOLDER [http://127.0.0.1:8080]]";
    private static final int USED_WRONGLY = 2;

    private IndicatorsCommand() {}

    /**
     * Runs it.
     *
     * @param arguments without the first
     * @param out takes the file, in UTF-8
     * @param err takes what is wrong
     * @return exit status: 0 if the file is whole, 1 if the operator does not give it, 2 for other arguments
     */
    static int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        if (arguments.size() < 2
                || arguments.size() > 4
                || !List.of("messages", "connections").contains(arguments.getFirst())
                || !isMonth(arguments.get(1))) {
            err.println(USAGE);
            return USED_WRONGLY;
        }
        Path tokens = Path.of(arguments.size() > 2 ? arguments.get(2) : "data").resolve("api-tokens");
        String base = arguments.size() > 3 ? arguments.get(3) : "http://127.0.0.1:8080";
        try {
            return print(URI.create(base).resolve(path(arguments)), token(tokens), out, err);
        } catch (IllegalArgumentException e) {
            err.println(USAGE);
            return USED_WRONGLY;
        } catch (FileSystemException e) {
            err.println("illisible / cannot be read: " + tokens);
        } catch (ConnectException | HttpTimeoutException e) {
            err.println("aucun opérateur ne répond / no operator answers: " + base);
        }
        return 1;
    }

    private static String path(List<String> arguments) {
        return "/api/v1/indicators/" + arguments.getFirst() + "/" + arguments.get(1);
    }

    /** The first token of the file that may look at indicators; one that opens nothing if there is none. */
    private static String token(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .filter(line -> !line.substring(0, line.indexOf('=')).contains(":metrics"))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst()
                .orElse("none");
    }

    private static int print(URI file, String token, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest request = HttpRequest.newBuilder(file)
                    .header("Authorization", "Bearer " + token)
                    .build();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    err.println(answer.statusCode() + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
                    return 1;
                }
                body.transferTo(out);
                out.flush();
                return out.checkError() ? 1 : 0;
            }
        }
    }

    private static boolean isMonth(String text) {
        try {
            YearMonth.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
