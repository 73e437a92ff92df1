package fr.pli.sandbox;

import java.io.PrintStream;
import java.util.ResourceBundle;

/** Prints a line per step with its outcome, and counts. */
final class Report {

    /** What a step does; what it returns is printed behind its line. Throwing is failing. */
    interface Step {
        String play() throws Exception;
    }

    private final PrintStream out;
    private final ResourceBundle texts;
    private int passed;
    private int failed;

    Report(PrintStream out, ResourceBundle texts) {
        this.out = out;
        this.texts = texts;
    }

    /** A heading. */
    void scene(String key) {
        out.println();
        out.println(texts.getString(key));
    }

    /**
     * Plays a step and prints how it went.
     *
     * @param key of its line in the message file
     */
    void step(String key, Step step) {
        long start = System.nanoTime();
        try {
            String shown = step.play();
            passed++;
            line("ok  ", key, start, shown);
        } catch (Exception | AssertionError e) {
            failed++;
            line("FAIL", key, start, e.toString());
        }
    }

    /** The closing line. */
    void close() {
        out.println();
        out.println(passed + " passed, " + failed + " failed");
    }

    boolean allPassed() {
        return failed == 0 && passed > 0;
    }

    private void line(String outcome, String key, long start, String shown) {
        long ms = (System.nanoTime() - start) / 1_000_000;
        out.printf("  %s %s (%d ms)%s%n", outcome, texts.getString(key), ms, shown.isEmpty() ? "" : " · " + shown);
    }
}
