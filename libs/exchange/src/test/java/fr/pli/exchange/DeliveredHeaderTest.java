package fr.pli.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.MessageIndex;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveredHeaderTest {

    private static final List<String> OURS =
            List.of("Return-Path: <a@b.fr>", "Authentication-Results: mss.ici.fr; x=y");

    private final List<MessageIndex> judged = new ArrayList<>();

    @Test
    void our_fields_stand_first_and_what_follows_is_as_it_came() throws IOException {
        String message =
                "Received: by x\r\n\tid 1\r\nFrom: a@b.fr\r\nSubject: un\r\n\r\nReturn-Path: dans le corps\r\n";
        assertThat(delivered(message)).isEqualTo(String.join("\r\n", OURS) + "\r\n" + message);
        assertThat(judged).hasSize(1);
        assertThat(judged.getFirst().headers("From")).containsExactly("a@b.fr");
    }

    @Test
    void it_does_not_matter_how_the_octets_come() throws IOException {
        String message = "From: a@b.fr\r\nReturn-Path: <x@y.fr>\r\n\r\n\r\ncorps\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeliveredHeader header = new DeliveredHeader(out, "mss.ici.fr", _ -> OURS);
        for (byte octet : message.getBytes(StandardCharsets.US_ASCII)) {
            header.write(octet);
        }
        header.end();
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(delivered(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Return-Path: <x@y.fr>\r\n",
                "return-path :\r\n <x@y.fr>\r\n",
                "Authentication-Results: mss.ici.fr; spf=pass\r\n",
                "AUTHENTICATION-RESULTS: MSS.Ici.FR 1;\r\n\tx-mssante=pass\r\n",
                "Authentication-Results:\r\n mss.ici.fr; none\r\n",
                "Authentication-Results: (un) mss (deux) .ici.fr; none\r\n",
                "Authentication-Results: \"mss.ici\\.fr\"; none\r\n",
                "Authentication-Results: mss.ici.fr\r\n",
            })
    void what_somebody_else_wrote_in_our_name_is_taken_off(String field) throws IOException {
        assertThat(delivered("A: 1\r\n" + field + "B: 2\r\n\r\nx"))
                .isEqualTo(String.join("\r\n", OURS) + "\r\nA: 1\r\nB: 2\r\n\r\nx");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authentication-Results: mss.ailleurs.fr; comment=mss.ici.fr\r\n",
                "X-Authentication-Results: mss.ici.fr; none\r\n",
                "Subject: Return-Path: a\r\n Return-Path: b\r\n",
            })
    void what_others_wrote_in_their_own_name_stays(String field) throws IOException {
        assertThat(delivered(field + "\r\nx")).endsWith("\r\n" + field + "\r\nx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "From: a@b.fr", "From: a@b.fr\r\n", "Return-Path: <x@y.fr>"})
    void message_without_a_body_is_judged_at_its_end(String message) throws IOException {
        assertThat(delivered(message)).startsWith(OURS.getFirst());
        assertThat(judged).hasSize(1);
    }

    @Test
    void header_without_an_end_passes_unjudged() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeliveredHeader header = new DeliveredHeader(out, "mss.ici.fr", _ -> OURS);
        byte[] line = "X: 0123456789\r\n".getBytes(StandardCharsets.US_ASCII);
        int lines = 0;
        for (; lines * line.length < 600 * 1024; lines++) {
            header.write(line);
        }
        header.end();
        assertThat(header.isJudged()).isFalse();
        assertThat(out.size()).isEqualTo(lines * line.length);
    }

    private String delivered(String message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeliveredHeader header = new DeliveredHeader(out, "mss.ici.fr", index -> {
            judged.add(index);
            return OURS;
        });
        header.write(message.getBytes(StandardCharsets.US_ASCII));
        header.end();
        assertThat(header.isJudged()).isTrue();
        return out.toString(StandardCharsets.US_ASCII);
    }
}
