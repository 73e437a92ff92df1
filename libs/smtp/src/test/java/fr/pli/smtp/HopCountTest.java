package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopCountTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'Received: a|Received: b||Received: c|', 2",
        "'received: a|RECEIVED: b|Received : c|ReCeIvEd\t: d|', 4",
        "'Received: a| Received: b|\tReceived: c|', 1", // continued
        "'X-Received: a|Received-SPF: b|Receive: c|Receivedd: d|', 0",
        "'|Received: a|', 0",
        "'Received|: a|', 0",
        "'Subject: x|Received: a', 1"
    })
    void fields_of_the_header_count_however_the_octets_come(String message, int expected) {
        byte[] octets = message.replace("|", "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int piece = 1; piece <= 7; piece++) {
            HopCount count = new HopCount();
            for (int at = 0; at < octets.length; at += piece) {
                count.take(octets, at, Math.min(piece, octets.length - at));
            }
            assertThat(count.hops()).isEqualTo(expected);
        }
    }
}
