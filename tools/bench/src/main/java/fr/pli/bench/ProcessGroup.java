package fr.pli.bench;

import fr.pli.bench.Contender.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processes of a contender, as /proc counts them: some first ones and all that descend from them. One that has ended counts with the
 * parent that waited for it (proc(5): cutime, cstime).
 */
final class ProcessGroup {

    private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on Linux

    private final List<ProcessHandle> first;

    private ProcessGroup(List<ProcessHandle> first) {
        this.first = first;
    }

    /** Those whose numbers stand in the first lines of these files, as daemons write them. */
    static ProcessGroup of(List<Path> pidFiles) throws IOException {
        List<ProcessHandle> first = new ArrayList<>();
        for (Path file : pidFiles) {
            long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            first.add(ProcessHandle.of(pid).orElseThrow(() -> new IOException(file + ": process " + pid + " is gone")));
        }
        return new ProcessGroup(List.copyOf(first));
    }

    /** The same with one more. */
    ProcessGroup with(ProcessHandle process) {
        return new ProcessGroup(
                Stream.concat(first.stream(), Stream.of(process)).toList());
    }

    Usage usage() {
        long ticks = 0;
        long memory = 0;
        List<Path> all = first.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .toList();
        for (Path process : all) {
            ticks += ticks(process);
            memory += proportional(process);
        }
        return new Usage(ticks * NANOS_PER_TICK, memory);
    }

    /** utime, stime, cutime and cstime: fields 14 to 17, counted after the command's name, which may hold blanks. */
    private static long ticks(Path process) {
        String stat = read(process.resolve("stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return fields.subList(11, 15).stream().mapToLong(Long::parseLong).sum();
    }

    private static long proportional(Path process) {
        return read(process.resolve("smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    /** Empty where the process has just ended. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // no such file, or no such process when it is read
        }
    }
}
