package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {

    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8 * 1024, 8 * 1024 + 1, 256 * 1024, 256 * 1024 + 1, 3_000_000})
    void what_is_written_comes_back_with_its_size_and_digest(int size) throws Exception {
        byte[] octets = octets(size);
        try (Spool spool = spool()) {
            writeInPieces(spool, octets);
            assertThat(spool.size()).isEqualTo(size);
            assertThat(spool.open().readAllBytes()).isEqualTo(octets);
            assertThat(spool.sha256())
                    .isEqualTo(MessageDigest.getInstance("SHA-256").digest(octets));
            assertThat(spool.sha256()).isEqualTo(spool.sha256());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1_000_000})
    void several_may_read_at_once(int size) throws Exception {
        byte[] octets = octets(size);
        try (Spool spool = spool()) {
            spool.write(octets);
            InputStream first = spool.open();
            assertThat(first.readNBytes(500)).hasSize(500);
            assertThat(spool.open().readAllBytes()).isEqualTo(octets);
            assertThat(first.readAllBytes()).hasSize(size - 500);
            assertThat(first.read()).isEqualTo(-1);
        }
    }

    @Test
    void small_messages_touch_no_disk() throws Exception {
        try (Spool spool = spool()) {
            spool.write(octets(256 * 1024));
            assertThat(temporary.resolve("spool")).doesNotExist();
        }
    }

    @Test
    void large_ones_lie_in_a_private_folder_without_a_name() throws Exception {
        try (Spool spool = spool()) {
            spool.write(octets(1_000_000));
            Path folder = temporary.resolve("spool");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_000_000})
    void after_closing_it_neither_takes_nor_gives(int size) throws Exception {
        Spool spool = spool();
        spool.write(octets(size));
        spool.close();
        spool.close();
        assertThatThrownBy(() -> spool.write(1)).isInstanceOf(IOException.class).hasMessageContaining("closed");
        assertThatThrownBy(spool::open).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void a_folder_that_cannot_be_made_is_an_io_exception() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "in the way");
        try (Spool spool = new Spool(file.resolve("spool"))) {
            assertThatThrownBy(() -> spool.write(octets(1_000_000))).isInstanceOf(IOException.class);
        }
    }

    private Spool spool() {
        return new Spool(temporary.resolve("spool"));
    }

    private static void writeInPieces(Spool spool, byte[] octets) throws IOException {
        int done = 0;
        for (int piece = 1; done < octets.length; piece = piece * 3 + 1) {
            int length = Math.min(piece, octets.length - done);
            spool.write(octets, done, length);
            done += length;
        }
    }

    private static byte[] octets(int size) {
        byte[] octets = new byte[size];
        new Random(size).nextBytes(octets);
        return octets;
    }
}
