package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "multipart/report, message/disposition-notification, '', true",
        "multipart/report, message/delivery-status, '', true",
        "MULTIPART/Report, message/Delivery-Status, text/rfc822-headers, true",
        "multipart/report, message/global-delivery-status, message/global-headers, true",
        "multipart/report, message/delivery-status, message/rfc822, true",
        "multipart/mixed, message/disposition-notification, '', false",
        "multipart/report, text/plain, '', false",
        "multipart/report, application/zip, message/delivery-status, false",
        "multipart/report, message/delivery-status, application/zip, false"
    })
    void is_a_status_about_at_most_one_message(String type, String second, String third, boolean report)
            throws Exception {
        String message = "Content-Type: " + type + "; boundary=b\r\n\r\n--b\r\n\r\ntexte\r\n" + part(second)
                + part(third) + "--b--\r\n";
        assertThat(isReport(message)).isEqualTo(report);
    }

    private static String part(String type) {
        return type.isEmpty() ? "" : "--b\r\nContent-Type: " + type + "\r\n\r\nX: y\r\n\r\n";
    }

    private boolean isReport(String message) throws Exception {
        try (ContentWriter writer = new ContentWriter(new Spool(folder))) {
            writer.write(message.getBytes(StandardCharsets.US_ASCII));
            try (Content content = writer.finish()) {
                return Reports.isOne(content.index());
            }
        }
    }
}
