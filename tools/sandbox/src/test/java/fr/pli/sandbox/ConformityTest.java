package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps docs/conformity.md true: it is written from the {@code @Requirement} annotations of the tests and the {@code # ID: …} lines
 * of the transcripts. {@code mvn test -Dpli.write=true} writes it anew.
 */
class ConformityTest {

    private static final Path ROOT = root();
    private static final Path PAGE = ROOT.resolve("docs/conformity.md");
    private static final Pattern ANNOTATION = Pattern.compile("@Requirement\\(\\s*\"([^\"]+)\"\\s*\\)");
    private static final Pattern TRANSCRIPT = Pattern.compile("(?m)^# ((?:ECO|SEED|MSS|R1|SC\\.MSS)[^:\\n]*?):");
    private static final String TEXT_NOT_PUBLIC = "Text not public";
    private static final String GAP = "Not yet: ";

    @Test
    void the_conformity_page_is_what_the_tests_say() throws IOException {
        String page = page(requirements(), proofs());
        if (Boolean.getBoolean("pli.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("run the tests of tools/sandbox with -Dpli.write=true")
                .hasContent(page);
    }

    @Test
    void every_requirement_that_can_be_read_is_named_by_a_test() throws IOException {
        Map<String, String> requirements = requirements();
        requirements.values().removeIf(text -> text.equals(TEXT_NOT_PUBLIC) || text.startsWith(GAP));
        requirements.keySet().removeAll(proofs().keySet());
        assertThat(requirements).as("requirements without a test").isEmpty();
    }

    @Test
    void no_test_names_a_requirement_that_does_not_exist() throws IOException {
        SortedSet<String> named = new TreeSet<>(proofs().keySet());
        named.removeAll(requirements().keySet());
        assertThat(named).as("ids that docs/requirements.csv does not have").isEmpty();
    }

    private static String page(Map<String, String> requirements, SortedMap<String, SortedSet<Path>> proofs) {
        StringBuilder page = new StringBuilder("""
                # Conformity

                One row per requirement of the référentiels that Pli answers so far, with the tests that prove it. This page is written by
                `ConformityTest` from the annotations in the tests; do not edit it.

                | id | what it asks, in our words | proven by |
                | --- | --- | --- |
                """);
        requirements.forEach((id, text) -> {
            StringBuilder tests = new StringBuilder();
            for (Path test : proofs.getOrDefault(id, new TreeSet<>())) {
                tests.append(tests.isEmpty() ? "" : ", ")
                        .append("[%s](../%s)"
                                .formatted(name(test), test.toString().replace('\\', '/')));
            }
            page.append("| %s | %s | %s |\n".formatted(id, text, tests.isEmpty() ? "–" : tests));
        });
        return page.toString();
    }

    private static String name(Path test) {
        return test.getFileName().toString().replaceFirst("\\.(java|txt)$", "");
    }

    /** Id to text, in the order of the file. */
    private static Map<String, String> requirements() throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (String row : Files.readAllLines(ROOT.resolve("docs/requirements.csv")).stream()
                .skip(1)
                .toList()) {
            int comma = row.indexOf(',');
            all.put(row.substring(0, comma), row.substring(comma + 1).replaceAll("^\"|\"$", ""));
        }
        return all;
    }

    /** Id to the files that name it, relative to the root. */
    private static SortedMap<String, SortedSet<Path>> proofs() throws IOException {
        SortedMap<String, SortedSet<Path>> proofs = new TreeMap<>();
        for (String part : List.of("libs", "apps", "tools")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(part))) {
                for (Path file : files.filter(ConformityTest::isTest).toList()) {
                    Pattern pattern = file.toString().endsWith(".java") ? ANNOTATION : TRANSCRIPT;
                    Matcher ids = pattern.matcher(Files.readString(file));
                    while (ids.find()) {
                        proofs.computeIfAbsent(ids.group(1), id -> new TreeSet<>())
                                .add(ROOT.relativize(file));
                    }
                }
            }
        }
        return proofs;
    }

    private static boolean isTest(Path file) {
        String name = file.toString().replace('\\', '/');
        return !name.contains("/target/")
                && !name.endsWith("ConformityTest.java")
                && (name.contains("/src/test/java/") && name.endsWith(".java")
                        || name.contains("/src/test/resources/") && name.endsWith(".txt"));
    }

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("docs/requirements.csv")))
                .findFirst()
                .orElseThrow();
    }
}
