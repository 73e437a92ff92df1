package fr.pli.boot;

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
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The keys of a server, and the table of the page that explains them. */
public final class KeysPage {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pli\\.[a-z0-9.-]+)` \\| ([^|]*?) \\|");

    private KeysPage() {}

    /** Key to default, in backticks, as a page tells them. */
    public static SortedMap<String, String> told(Path page) throws IOException {
        SortedMap<String, String> rows = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(page));
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }

    /** Key to default, in backticks, of the record of all keys. */
    public static SortedMap<String, String> keys(Class<?> all) {
        SortedMap<String, String> keys = new TreeMap<>();
        collect("pli", all, keys);
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
