package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.SectionData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiteralLineTest {

    private static final byte[] STORED = {'x', 'a', 0, 'b', 0, 'x'};

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final LiteralLine line = new LiteralLine(new Responses(sent));

    @Test
    void literal_that_is_not_binary_holds_no_nul_and_keeps_its_length() throws IOException {
        line.append("BODY[] ").append("", data(1, 4));
        line.end();
        assertThat(sent()).isEqualTo("BODY[] {4}\r\na\u0080b\u0080\r\n");
        assertThat(STORED).containsExactly('x', 'a', 0, 'b', 0, 'x');
    }

    @Test
    void binary_literal_is_as_it_was_stored() throws IOException {
        line.append("BINARY[1] ").append("~", data(1, 4));
        line.end();
        assertThat(sent()).isEqualTo("BINARY[1] ~{4}\r\na\0b\0\r\n");
    }

    @Test
    void octets_without_nul_are_those_that_were_asked_for() throws IOException {
        line.append("", data(3, 1));
        line.end();
        assertThat(sent()).isEqualTo("{1}\r\nb\r\n");
    }

    @Test
    void long_text_is_sent_in_pieces_and_no_character_is_cut() throws IOException {
        String text = "a".repeat(8191) + "\ud83c\udfe5" + "b".repeat(9000);
        new LiteralLine(new Responses(new OutputStream() {
                    @Override
                    public void write(int octet) {
                        sent.write(octet);
                    }

                    @Override
                    public void write(byte[] octets, int from, int count) {
                        assertThat(count).isLessThan(9000);
                        sent.write(octets, from, count);
                    }
                }))
                .append(text)
                .end();
        assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo(text + "\r\n");
    }

    private String sent() {
        return sent.toString(StandardCharsets.ISO_8859_1);
    }

    private static SectionData data(int from, int count) {
        return new SectionData() {
            @Override
            public long length() {
                return count;
            }

            @Override
            public void copyTo(OutputStream out) throws IOException {
                out.write(STORED, from, count);
            }
        };
    }
}
