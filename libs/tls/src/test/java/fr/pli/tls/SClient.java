package fr.pli.tls;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** {@code openssl s_client}, a client that is not ours. */
final class SClient {

    private SClient() {}

    /** Connects to a port of loopback, says {@code hello}, and returns all that it prints. Tests that use it are skipped where it is missing. */
    static String talk(int port, String... options) throws IOException {
        return say("hello\n", port, options);
    }

    /** The same with other words; {@code R} alone on a line asks for a second handshake. */
    static String say(String words, int port, String... options) throws IOException {
        Assumptions.assumeTrue(new File("/usr/bin/openssl").canExecute(), "skipped: no openssl on this machine");
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/openssl", "s_client", "-connect", "127.0.0.1:" + port));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS).execute(process::destroyForcibly);
        StringBuilder printed = new StringBuilder();
        try (BufferedReader output = process.inputReader()) {
            process.outputWriter().append(words).flush();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.append(line).append('\n');
                if (line.endsWith("hello")) {
                    process.getOutputStream().close();
                }
            }
        }
        return printed.toString();
    }
}
