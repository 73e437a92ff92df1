package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentWriterTest {

    private static final byte[] MESSAGE =
            "X-MSS-NIL: a\r\nX-MSS-NIL: b\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    @Test
    void content_is_what_was_written_and_what_was_found_in_it() throws IOException {
        try (ContentWriter writer = new ContentWriter(new Spool(folder))) {
            writer.write(MESSAGE, 0, 10);
            writer.write(MESSAGE, 10, MESSAGE.length - 10);
            try (Content content = writer.finish()) {
                assertThat(content.spool().open().readAllBytes()).isEqualTo(MESSAGE);
                assertThat(content.index().headers("x-mss-nil")).containsExactly("a", "b");
            }
        }
    }

    @Test
    void message_that_breaks_off_gives_its_spool_back() throws IOException {
        Spool spool = new Spool(folder);
        try (ContentWriter writer = new ContentWriter(spool)) {
            writer.write(MESSAGE);
        }
        assertThatThrownBy(spool::open).isInstanceOf(IOException.class);
    }
}
