package fr.pli.mss.xdm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives octet by octet: what is read of them, and each reason to refuse them. */
class ZipArchiveTest {

    private static final byte[] TEXT = "du texte, du texte, du texte".getBytes(StandardCharsets.UTF_8);

    @Test
    void stored_files_extra_fields_and_comments_are_read() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(octets)) {
            zip.setComment("c".repeat(0xFFFF));
            for (int i = 0; i < 3; i++) {
                ZipEntry entry = new ZipEntry("f" + i);
                entry.setComment("du fichier");
                entry.setExtra(new byte[] {1, 0x7F, 2, 0, 5, 6});
                CRC32 crc = new CRC32();
                crc.update(TEXT);
                entry.setMethod(i == 1 ? ZipEntry.STORED : ZipEntry.DEFLATED);
                entry.setSize(TEXT.length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(TEXT);
            }
        }
        ZipArchive archive = archive(octets.toByteArray());
        assertThat(archive.files()).extracting(ZipArchive.Entry::path).containsExactly("f0", "f1", "f2");
        assertThat(archive.files())
                .allSatisfy(file -> assertThat(archive.open(file)).isEqualTo(TEXT));
    }

    @Test
    void order_of_the_directory_need_not_be_that_of_the_files() {
        byte[] zip = Zips.of("a", TEXT, "b", TEXT);
        int first = central(zip, 0);
        int second = central(zip, first + 1);
        byte[] swapped = zip.clone();
        System.arraycopy(zip, second, swapped, first, second - first);
        System.arraycopy(zip, first, swapped, second, second - first);
        ZipArchive archive = archive(swapped);
        assertThat(archive.files()).extracting(ZipArchive.Entry::path).containsExactly("b", "a");
        assertThat(archive.open(archive.files().getFirst())).isEqualTo(TEXT);
    }

    @Test
    void as_many_files_as_allowed_are_read() {
        Object[] files = new Object[2 * 200];
        for (int i = 0; i < files.length; i += 2) {
            files[i] = "f" + i;
            files[i + 1] = "x";
        }
        assertThat(archive(Zips.of(files)).files()).hasSize(200);
    }

    @Test
    void all_that_may_be_inflated_is_inflated() {
        byte[] zip = Zips.of("a", new byte[1_000]);
        XdmBudget budget = new XdmBudget(new XdmLimits(1, 1_000, 100));
        ZipArchive archive = new ZipArchive(zip, budget);
        assertThat(archive.open(archive.files().getFirst())).hasSize(1_000);
        assertThatThrownBy(() -> archive.open(archive.files().getFirst())).isInstanceOf(XdmRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {":a", "\0a", "a\0", "/a", "C:a", "a:stream"})
    void name_that_a_file_system_reads_otherwise_is_refused(String name) {
        assertFault(Zips.of(name, TEXT), XdmFault.UNSAFE_PATH);
    }

    @Test
    void name_that_says_it_is_utf_8_and_is_none_is_refused() {
        byte[] zip = Zips.of("\u00e9", TEXT);
        int at = central(zip, 0);
        zip[at + 46 + 1] = 'x';
        assertFault(zip, XdmFault.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 2, 12, UNSUPPORTED", // bzip2
        "10, 2, 9, UNSUPPORTED",
        "10, 2, 0, WRONG_SIZE", // stored, and as large as inflated
        "20, 4, 1000, TRUNCATED",
        "20, 4, -1, TRUNCATED",
        "20, 4, 5, TRUNCATED", // the data are cut
        "24, 4, 5, WRONG_SIZE",
        "24, 4, 100, WRONG_SIZE",
        "42, 4, -5, DAMAGED",
        "42, 4, 1, DAMAGED",
        "42, 4, 2000000, TRUNCATED",
        "28, 2, 2000, TRUNCATED", // length of the name
    })
    void directory_that_lies_is_refused(int field, int size, int value, XdmFault fault) {
        byte[] zip = Zips.of("a", TEXT);
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = central(zip, 0) + field;
        if (size == 2) {
            octets.putShort(at, (short) value);
        } else {
            octets.putInt(at, value);
        }
        assertFault(zip, fault);
    }

    @ParameterizedTest
    @CsvSource({"4, 1", "8, 2", "8, -1", "10, -1", "16, -1"})
    void end_that_tells_of_several_volumes_or_zip64_is_refused(int field, int value) {
        byte[] zip = Zips.of("a", TEXT);
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        if (field == 16) {
            octets.putInt(end + field, value);
        } else {
            octets.putShort(end + field, (short) value);
        }
        assertFault(zip, XdmFault.UNSUPPORTED);
    }

    @Test
    void octet_of_a_deflated_file_that_was_changed_is_found_out() {
        byte[] zip = Zips.of("a", TEXT);
        zip[30 + 1] = (byte) 0xFF;
        assertThatThrownBy(() -> open(zip)).isInstanceOf(XdmRefusedException.class);
    }

    private static void assertFault(byte[] zip, XdmFault fault) {
        assertThatThrownBy(() -> open(zip))
                .isInstanceOfSatisfying(
                        XdmRefusedException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static List<byte[]> open(byte[] zip) {
        ZipArchive archive = archive(zip);
        return archive.files().stream().map(archive::open).toList();
    }

    private static ZipArchive archive(byte[] zip) {
        return new ZipArchive(zip, new XdmBudget(XdmLimits.DEFAULT));
    }

    private static int central(byte[] zip, int from) {
        byte[] signature = {'P', 'K', 1, 2};
        int at = from;
        while (!Arrays.equals(zip, at, at + 4, signature, 0, 4)) {
            at++;
        }
        return at;
    }
}
