package fr.pli.store;

import java.time.Instant;
import java.util.List;

/**
 * A row of the indicators: one recipient of one message that a BAL of ours emitted. Spec: indicators.md section 2.
 *
 * @param size octets on the wire
 * @param ins {@code O}, {@code N}, or empty without the header
 * @param codes of {@code X-MSS-CODECDA}
 * @param nil empty without the header
 */
public record IndicatorRow(
        long mailId,
        String sender,
        String recipient,
        Instant acceptedAt,
        long size,
        String ins,
        List<String> codes,
        String nil) {}
