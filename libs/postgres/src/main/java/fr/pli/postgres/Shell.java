package fr.pli.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a command to its end. Neither locale nor PostgreSQL variables of the environment reach it. */
final class Shell {

    private Shell() {}

    /** @throws IOException if there is no such command, or the thread is interrupted */
    static Outcome run(List<String> command) throws IOException {
        Process process = builder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(exitOf(process), output.strip());
    }

    /** The command as {@link #run} starts it. */
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /** Waits for its end. */
    static int exitOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "interrupted while waiting for " + process.info().command().orElse("a command"), e);
        }
    }

    /** How it ended, and what it wrote. */
    record Outcome(int exit, String output) {

        boolean succeeded() {
            return exit == 0;
        }
    }
}
