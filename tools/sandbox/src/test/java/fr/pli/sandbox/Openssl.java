package fr.pli.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The {@code openssl} program as a client of one listener of an operator, where it handshakes at once or after STARTTLS. */
final class Openssl {

    private static final int PATIENCE_SECONDS = 60;

    private final int port;
    private final boolean imap;
    private final boolean startTls;
    private final Path trust;

    /**
     * Of a listener such as {@code persons.imaps}.
     *
     * @param trust PEM of what it trusts
     */
    Openssl(String listener, int port, Path trust) {
        this.port = port;
        this.trust = trust;
        imap = listener.contains(".imap");
        startTls = !listener.endsWith("s");
    }

    /** Skips the tests, with a word, where there is none. */
    static void need() throws IOException, InterruptedException {
        int found = new ProcessBuilder("sh", "-c", "command -v openssl").start().waitFor();
        assumeTrue(found == 0, "skipped: openssl is not installed");
    }

    /** All suites of TLS 1.2 that it has, the weakest first. */
    static List<String> suites12() throws IOException {
        String[] command = {"openssl", "ciphers", "-tls1_2", "-s", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"};
        try (BufferedReader said = new ProcessBuilder(command).start().inputReader()) {
            return List.of(said.readLine().split(":")).reversed().stream()
                    .filter(suite -> !suite.startsWith("TLS_"))
                    .toList();
        }
    }

    /** Handshakes, takes its leave, and returns all that it printed. */
    String visit(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-ign_eof"); // no letter is a command, and the server closes first
        return talk(imap ? "a LOGOUT" : "QUIT", all);
    }

    /** Handshakes with TLS 1.2, and when the server has said what it says first, once more. */
    String handshakeTwice() throws IOException {
        return talk("R", List.of("-tls1_2"));
    }

    private String talk(String words, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("openssl", "s_client", "-crlf", "-connect", "localhost:" + port, "-CAfile", trust.toString()));
        if (startTls) {
            command.addAll(List.of("-starttls", imap ? "imap" : "smtp"));
        }
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        StringBuilder printed = new StringBuilder();
        boolean isSaid = false;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.append(line).append('\n');
                if (!isSaid && isReady(line) && printed.indexOf("Cipher is (NONE)") < 0) {
                    isSaid = true;
                    process.outputWriter().append(words).append('\n').flush();
                }
            }
        }
        return printed.toString();
    }

    /** Whether the server has nothing more to say by itself; after STARTTLS it waits, and the summary of the session is what ends. */
    private boolean isReady(String line) {
        return startTls ? line.contains("Verify return code: ") : line.startsWith("* OK ") || line.startsWith("220 ");
    }
}
