package fr.pli.smtp;

import static fr.pli.smtp.MailPathTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.LongRun;
import fr.pli.mss.Pieces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static final Pieces PIECES = Pieces.of(
            "MAIL ",
            "FROM:",
            "TO:",
            "<",
            ">",
            "<a@b.fr>",
            "a@b.fr",
            "@c,@d:",
            "\"",
            "[1.2.3.4]",
            " ",
            "  ",
            "=",
            "+",
            "+2B",
            "+0A",
            "SIZE=",
            "BODY=8BITMIME",
            "SMTPUTF8",
            "RET=FULL",
            "ENVID=",
            "AUTH=<>",
            "NOTIFY=",
            "NEVER",
            "SUCCESS,",
            "DELAY",
            "ORCPT=",
            "rfc822;",
            "12345678901234567890",
            "\r",
            "\n",
            "\t",
            "\0",
            "\u00c3\u00a9",
            "é",
            "\u007f",
            ":",
            ";",
            "%s",
            "x".repeat(300));

    private static final List<String> BEGINNINGS = List.of(
            "",
            "MAIL ",
            "MAIL FROM:<",
            "MAIL FROM:<a@b.fr> ENVID=",
            "RCPT TO:<",
            "RCPT TO:<a@b.fr> ORCPT=rfc822;",
            "RCPT TO:<a@b.fr> ");

    @Test
    void a_verb_and_what_follows() throws Exception {
        CommandLine line = CommandLine.parse("vrfy  marie martin ".getBytes(StandardCharsets.UTF_8));
        assertThat(line.verb()).isEqualTo("VRFY");
        assertThat(line.arguments().word()).isEqualTo("marie");
        assertThat(line.arguments().isMore()).isTrue();
        assertThat(line.arguments().word()).isEqualTo("martin");
        assertThat(line.arguments().isMore()).isFalse();
    }

    @Test
    void octets_that_are_no_text_are_no_command() {
        assertRefused(() -> CommandLine.parse(new byte[] {'N', (byte) 0xc3}), 500, "5.5.2");
        assertRefused(() -> CommandLine.parse("NOOP\nQUIT".getBytes(StandardCharsets.UTF_8)), 500, "5.5.2");
    }

    @Property(tries = 5000)
    void any_line_is_read_or_refused(@ForAll long seed) {
        check(seed);
    }

    @Test
    @Tag("fuzz")
    void any_line_for_long() throws IOException {
        LongRun.of("smtp commands", CommandLineTest::check);
    }

    private static void check(long seed) {
        String begin = BEGINNINGS.get((int) Math.floorMod(seed, (long) BEGINNINGS.size()));
        byte[] line = (begin + PIECES.text(seed, 20)).getBytes(StandardCharsets.ISO_8859_1);
        try {
            mail(CommandLine.parse(line).arguments(), seed);
        } catch (SmtpRefusal e) {
            check(e.reply(), seed);
        }
        try {
            rcpt(CommandLine.parse(line).arguments(), seed);
        } catch (SmtpRefusal e) {
            check(e.reply(), seed);
        }
    }

    private static void mail(Arguments arguments, long seed) throws SmtpRefusal {
        String path = arguments.path("FROM:");
        MailParameters parameters = MailCommand.parameters(arguments.parameters());
        assertThat(parameters.envid().orElse("x")).as("seed %s", seed).matches("[ -~]{1,100}");
        assertThat(parameters.size().orElse(0)).as("seed %s", seed).isNotNegative();
        assertThat(MailPath.address(path, parameters.smtpUtf8(), Answer.SENDER_SYNTAX)
                        .toString())
                .as("seed %s", seed)
                .matches("[^\\p{Cc}\\s<>\"\\[\\]]+@[^\\p{Cc}\\s<>\"\\[\\]:@]+");
    }

    private static void rcpt(Arguments arguments, long seed) throws SmtpRefusal {
        String path = arguments.path("TO:");
        RcptParameters parameters = RcptCommand.parameters(arguments.parameters(), seed % 2 == 0);
        assertThat(parameters.orcpt().orElse("x;x"))
                .as("seed %s", seed)
                .matches(seed % 2 == 0 ? "[A-Za-z0-9-]+;\\P{Cc}+" : "[A-Za-z0-9-]+;[ -~]+");
        MailPath.address(path, true, Answer.RECIPIENT_SYNTAX);
    }

    private static void check(SmtpReply reply, long seed) {
        assertThat(AsciiText.fold(reply.toString()))
                .as("seed %s", seed)
                .matches("5\\d\\d 5\\.\\d\\.\\d+ [ -~]{10,400}");
    }
}
