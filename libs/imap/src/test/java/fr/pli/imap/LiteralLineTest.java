package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import fr.pli.mime.SectionData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiteralLineTest {

    private static final byte[] STORED = {'x', 'a', 0, 'b', 0, 'x'};

    private static final int LARGE = 64 * 1024;

    private boolean open = true;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final LiteralLine line = new LiteralLine(new Responses(sent, () -> open));

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
        new LiteralLine(new Responses(
                        new OutputStream() {
                            @Override
                            public void write(int octet) {
                                sent.write(octet);
                            }

                            @Override
                            public void write(byte[] octets, int from, int count) {
                                assertThat(count).isLessThan(9000);
                                sent.write(octets, from, count);
                            }
                        },
                        () -> true))
                .append(text)
                .end();
        assertThat(sent.toString(StandardCharsets.UTF_8)).isEqualTo(text + "\r\n");
    }

    @Test
    void line_of_a_session_that_is_over_is_not_begun() {
        open = false;
        assertThatExceptionOfType(SessionOverException.class)
                .isThrownBy(() -> line.append("BODY[] ").append("", data(1, 4)));
        assertThatExceptionOfType(SessionOverException.class)
                .isThrownBy(() -> line.append("UID 1").end());
        assertThat(sent.size()).isZero();
    }

    @Test
    void small_literal_of_a_session_that_is_over_is_finished() throws IOException {
        line.append("BODY[] ").append("", data(0, 2));
        open = false;
        line.end();
        assertThat(sent()).isEqualTo("BODY[] {2}\r\nxa\r\n");
    }

    @Test
    void literal_of_a_session_that_is_over_is_cut_off_and_nothing_is_said_in_the_midst_of_it() {
        assertThatIOException()
                .isThrownBy(() -> line.append("BODY[] ").append("", new SectionData() {
                    @Override
                    public long length() {
                        return LARGE + 1;
                    }

                    @Override
                    public void copyTo(OutputStream out) throws IOException {
                        out.write(new byte[LARGE]);
                        open = false;
                        out.write('b');
                    }
                }))
                .isNotInstanceOf(SessionOverException.class);
        assertThat(sent()).startsWith("BODY[] {65537}\r\n").doesNotContain("b");
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
