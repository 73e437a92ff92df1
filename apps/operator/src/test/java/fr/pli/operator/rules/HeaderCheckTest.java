package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.Cdas;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.InsStatus;
import fr.pli.mss.MssHeaders;
import fr.pli.mss.Requirement;
import fr.pli.wire.ComputingTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X-MSS headers held against messages: one with an archive of a CDA of code 34112-3 and a test INS, one without. */
class HeaderCheckTest {

    private static final String BARE = "Subject: rien\r\n\r\nbonjour\r\n";

    @TempDir
    Path spool;

    @Test
    void headers_that_say_what_is_there_are_right() throws Exception {
        assertThat(check(100, headers(InsStatus.QUALIFIED, "34112-3"), withArchive(), true))
                .isEmpty();
        assertThat(check(100, headers(InsStatus.ABSENT), BARE, true)).isEmpty();
    }

    @Test
    void codes_without_an_archive_are_seen_in_every_message() throws Exception {
        assertThat(check(0, headers(InsStatus.QUALIFIED, "34112-3"), BARE, true))
                .containsExactly(HeaderAnomaly.CODECDA_WITHOUT_XDM);
    }

    @Test
    void what_is_in_the_archive_is_seen_in_the_sample_alone() throws Exception {
        MssHeaders wrong = headers(InsStatus.NOT_QUALIFIED, "11502-2");
        assertThat(check(100, wrong, withArchive(), true))
                .containsExactly(HeaderAnomaly.CODECDA_DIFFERS, HeaderAnomaly.INS_DIFFERS);
        assertThat(check(0, wrong, withArchive(), true)).isEmpty();
    }

    @Test
    void an_archive_that_cannot_be_read_holds_no_cda() throws Exception {
        String broken = withArchive().replaceFirst("(?m)^UEsD", "AAAA");
        assertThat(check(100, headers(InsStatus.QUALIFIED, "34112-3"), broken, true))
                .containsExactly(HeaderAnomaly.CODECDA_WITHOUT_XDM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+33", "-1", "@x", "= =1+1"})
    void nil_that_a_spreadsheet_would_run_is_counted(String nil) throws Exception {
        String message = "X-MSS-NIL: " + nil + "\r\n" + BARE;
        assertThat(check(0, headers(InsStatus.ABSENT), message, true)).containsExactly(HeaderAnomaly.NIL_LIKE_FORMULA);
        assertThat(check(0, headers(InsStatus.ABSENT), "X-MSS-NIL: GIE/a=b/1\r\n" + BARE, true))
                .isEmpty();
    }

    @Test
    @Requirement("ECO.2.2.8")
    void fin_is_for_patients() throws Exception {
        MssHeaders fin = new MssHeaders(List.of(), InsStatus.ABSENT, "GIE/pli/1", true);
        assertThat(check(0, fin, BARE, true)).containsExactly(HeaderAnomaly.FIN_TO_PROFESSIONAL);
        assertThat(check(0, fin, BARE, false)).isEmpty();
    }

    @Test
    @Requirement("SEED-22")
    void a_message_without_nil_is_told_whatever_it_holds() throws Exception {
        MssHeaders none = new MssHeaders(List.of(), InsStatus.ABSENT, "", false);
        assertThat(check(0, none, BARE, true)).containsExactly(HeaderAnomaly.NIL_MISSING);
        assertThat(check(0, none, withArchive(), true)).containsExactly(HeaderAnomaly.NIL_MISSING);
    }

    private List<HeaderAnomaly> check(int percent, MssHeaders headers, String message, boolean toProfessional)
            throws IOException {
        ContentWriter writer = new ContentWriter(new Spool(spool));
        writer.write(message.getBytes(StandardCharsets.US_ASCII));
        try (Content content = writer.finish()) {
            return new HeaderCheck(percent, RandomGenerator.getDefault())
                    .anomalies(headers, content, toProfessional, new ComputingTime().begin(Duration.ofMinutes(1)));
        }
    }

    private static MssHeaders headers(InsStatus ins, String... codes) {
        return new MssHeaders(List.of(codes), ins, "GIE/pli/1", false);
    }

    @Test
    void archives_of_one_message_are_opened_within_one_bound() throws Exception {
        String other = new String(Cdas.labelled("1", "CR"), StandardCharsets.UTF_8).replace("34112-3", "11502-2");
        String message = message(
                archive(99, Cdas.labelled("1", "CR d'examen")), archive(99, other.getBytes(StandardCharsets.UTF_8)));
        assertThat(check(100, headers(InsStatus.QUALIFIED, "34112-3"), message, true))
                .isEmpty();
    }

    private static String withArchive() throws IOException {
        return message(archive(0, Cdas.labelled("1", "CR d'examen")));
    }

    /** A CDA behind files of a megabyte that are nearly nothing. */
    private static byte[] archive(int megabytes, byte[] cda) throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            for (int i = 0; i < megabytes; i++) {
                out.putNextEntry(new ZipEntry(i + ".xml"));
                out.write(new byte[1_000_000]);
            }
            out.putNextEntry(new ZipEntry("IHE_XDM/SUBSET01/CDA.xml"));
            out.write(cda);
        }
        return zip.toByteArray();
    }

    private static String message(byte[]... archives) {
        StringBuilder message = new StringBuilder(
                "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nbonjour\r\n");
        for (byte[] archive : archives) {
            message.append("--x\r\nContent-Type: application/octet-stream; name=IHE_XDM.zip\r\n")
                    .append("Content-Transfer-Encoding: base64\r\n\r\n")
                    .append(Base64.getMimeEncoder().encodeToString(archive))
                    .append("\r\n");
        }
        return message.append("--x--\r\n").toString();
    }
}
