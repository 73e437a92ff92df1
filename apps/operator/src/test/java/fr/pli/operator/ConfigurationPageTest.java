package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** docs/operator/configuration.md has every key with its default, and no other. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../../docs/operator/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pli\\.[a-z0-9.-]+)` \\| ([^|]*?) \\|");

    @Test
    void every_key_is_explained_and_every_key_that_is_explained_exists() throws IOException {
        assertThat(page().keySet()).isEqualTo(keys().keySet());
    }

    @Test
    void every_default_is_told_as_it_is() throws IOException {
        Map<String, String> told = page();
        told.values().removeIf(value -> !value.startsWith("`"));
        assertThat(keys()).containsAllEntriesOf(told);
    }

    /** Key to default, in backticks. */
    private static SortedMap<String, String> page() throws IOException {
        SortedMap<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }

    private static SortedMap<String, String> keys() {
        SortedMap<String, String> keys = new TreeMap<>();
        collect("pli", OperatorProperties.class, keys);
        return keys;
    }

    private static void collect(String prefix, Class<?> group, Map<String, String> keys) {
        for (RecordComponent key : group.getRecordComponents()) {
            String name = prefix + "."
                    + key.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
            if (key.getType().isRecord()) {
                collect(name, key.getType(), keys);
            } else {
                keys.put(name, defaultOf(group, key));
            }
        }
    }

    private static String defaultOf(Class<?> group, RecordComponent key) {
        RecordComponent[] components = group.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            DefaultValue value =
                    group.getDeclaredConstructors()[0].getParameters()[i].getAnnotation(DefaultValue.class);
            if (components[i].getName().equals(key.getName()) && value != null) {
                return "`" + String.join(",", value.value()) + "`";
            }
        }
        return "–";
    }
}
