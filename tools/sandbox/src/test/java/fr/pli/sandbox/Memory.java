package fr.pli.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process, as Linux counts it (proc(5)). */
record Memory(Path folder) {

    private static final String PEAK_IS_NOW = "5";

    static Memory of(ProcessHandle process) {
        return new Memory(Path.of("/proc", Long.toString(process.pid())));
    }

    /** From now on the peak is what comes. */
    void forgetPeak() throws IOException {
        Files.writeString(folder.resolve("clear_refs"), PEAK_IS_NOW);
    }

    /** The most that was resident. */
    long peakMib() throws IOException {
        String line = Files.readAllLines(folder.resolve("status")).stream()
                .filter(each -> each.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }
}
