package fr.pli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** Statements that stand in files of their own, and parameters that are arrays. */
public final class Sql {

    private Sql() {}

    /** The statement in {@code name.sql}, which stands beside the class that uses it. */
    public static String named(Class<?> user, String name) {
        try (InputStream in = user.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalArgumentException("no statement " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An array parameter. */
    public static SqlArrayValue ints(int[] values) {
        return new SqlArrayValue("integer", Arrays.stream(values).boxed().toArray());
    }

    /** An array parameter. */
    public static SqlArrayValue longs(Collection<Long> values) {
        return new SqlArrayValue("bigint", values.toArray());
    }

    /** An array parameter. */
    public static SqlArrayValue texts(Collection<? extends @Nullable String> values) {
        return new SqlArrayValue("text", values.toArray());
    }
}
