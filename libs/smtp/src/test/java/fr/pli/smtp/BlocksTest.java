package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.MssAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender who writes few octets at a time does not make whoever keeps them do so. */
class BlocksTest {

    private final CountingStream kept = new CountingStream();

    @ParameterizedTest
    @ValueSource(strings = {"..\r\n", "X:\r\n", "\r\n..\r\n"})
    void short_lines_are_kept_in_blocks(String line) throws IOException {
        try (SmtpHouse house = new SmtpHouse(new Counting());
                TestClient client = new TestClient(house.exchanges.address())) {
            client.beginData();
            client.send(line.repeat(50_000));
            assertThat(client.say(".")).startsWith("250 ");
        }
        assertThat(kept.count).isGreaterThan(100_000);
        assertThat(kept.writes).isLessThan(100);
    }

    private final class Counting implements Reception {
        @Override
        public Incoming mailFrom(SmtpClient client, Optional<MssAddress> from, MailParameters parameters) {
            return new Message();
        }

        @Override
        public long maxSize() {
            return 1_000_000;
        }
    }

    private final class Message implements Incoming {
        @Override
        public void rcptTo(MssAddress to, RcptParameters parameters) {}

        @Override
        public OutputStream body() {
            return kept;
        }

        @Override
        public String commit() {
            return "1";
        }

        @Override
        public void close() {}
    }
}
