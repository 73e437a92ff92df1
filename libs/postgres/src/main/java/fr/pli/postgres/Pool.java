package fr.pli.postgres;

import java.time.Duration;

/**
 * How a node uses its connections to the database.
 *
 * @param size connections of this node; two or three for each core of the database are plenty
 * @param patience how long a piece of work waits for one before the store is said to be out of reach
 * @param statement the longest a statement may take; bodies travel in slices, so none is long
 */
public record Pool(int size, Duration patience, Duration statement) {

    /** 16 connections, 3 s for one, 20 s for a statement. */
    public static final Pool STANDARD = new Pool(16, Duration.ofSeconds(3), Duration.ofSeconds(20));
}
