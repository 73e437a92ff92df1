package fr.pli.operator.duties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.pli.operator.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndicatorFilesTest {

    private static final House HOUSE = House.only();

    @TempDir
    private Path folder;

    private final IndicatorFiles files = HOUSE.bean(IndicatorFiles.class);
    private final YearMonth now = YearMonth.now(ZoneId.of("Europe/Paris"));

    @Test
    void months_that_were_missed_are_written_and_one_that_fails_stops_no_other() throws Exception {
        files.write(folder, now.minusMonths(1), now.plusMonths(1));
        List<String> names = names();
        assertThat(names).hasSize(8);
        String blocked = names.stream()
                .filter(name -> name.startsWith("MESSAGES") && name.endsWith(".csv"))
                .findFirst()
                .orElseThrow();
        for (String name : names) {
            Files.delete(folder.resolve(name));
        }
        Files.createDirectories(folder.resolve(blocked).resolve("occupied"));

        assertThat(catchThrowable(() -> files.write(folder, now.minusMonths(1), now.plusMonths(1))))
                .isInstanceOf(IOException.class);
        assertThat(names()).filteredOn(name -> name.endsWith(".csv")).hasSize(3);
        assertThat(names()).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void many_that_write_the_same_month_at_once_leave_one_whole_file_each() throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    files.write(folder, now);
                } catch (IOException | RuntimeException e) {
                    failures.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(names()).hasSize(4).noneMatch(name -> name.endsWith(".part"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
