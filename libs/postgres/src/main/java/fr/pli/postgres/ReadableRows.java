package fr.pli.postgres;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;

/** A list that holds a row which cannot be read shows the others. */
public final class ReadableRows {

    private static final Logger log = LoggerFactory.getLogger(ReadableRows.class);

    private ReadableRows() {}

    /** Maps as {@code mapper} does; a row that it refuses is told to the log by its first column, and empty. */
    public static <T> RowMapper<Optional<T>> rows(RowMapper<T> mapper) {
        return (row, number) -> {
            try {
                return Optional.ofNullable(mapper.mapRow(row, number));
            } catch (RuntimeException e) {
                log.error("row skipped {}={}", row.getMetaData().getColumnLabel(1), row.getObject(1), e);
                return Optional.empty();
            }
        };
    }
}
