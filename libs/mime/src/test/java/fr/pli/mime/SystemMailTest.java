package fr.pli.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SystemMailTest {

    private static final String SUBJECT =
            "Votre BAL marie.martin@ch-a.mssante.fr sera supprimée le 12/03/2027 — dernière annonce";
    private static final Instant DATE = Instant.parse("2026-11-29T08:00:00Z");

    @Test
    void it_is_ascii_in_short_lines_and_says_what_it_is() {
        String mail =
                new SystemMail("mss.fr", "42", "marie@ch-a.mssante.fr", SUBJECT, DATE, "").with("Été\nà la mer\n");
        assertThat(mail).matches("\\A\\p{ASCII}*\\z");
        assertThat(mail.lines()).allMatch(line -> line.length() <= 78);
        assertThat(mail)
                .contains(
                        "From: Pli <postmaster@mss.fr>\r\n",
                        "To: <marie@ch-a.mssante.fr>\r\n",
                        "Date: Sun, 29 Nov 2026 08:00:00 +0000\r\n",
                        "Message-ID: <42@mss.fr>\r\n",
                        "Auto-Submitted: auto-generated\r\n")
                .doesNotContain("In-Reply-To");
        assertThat(subject(mail)).isEqualTo(SUBJECT);
        String body = mail.substring(mail.indexOf("\r\n\r\n") + 4);
        assertThat(new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8))
                .isEqualTo("Été\r\nà la mer\r\n");
    }

    @Test
    void what_others_wrote_makes_no_line_of_its_own() {
        assertThat(SystemMail.oneLine(" <42@mss.fr>\r\nBcc: x ")).isEqualTo("<42@mss.fr>??Bcc: x");
        assertThat(SystemMail.oneLine("é".repeat(500))).hasSize(500).containsOnlyOnce("?".repeat(500));
        assertThat(SystemMail.oneLine("x".repeat(501))).isEmpty();
    }

    @Test
    void an_answer_names_what_it_is_about() {
        assertThat(new SystemMail("mss.fr", "42", "a@b.fr", "x", DATE, "<1@c.fr>").header("X: y\r\n"))
                .contains("In-Reply-To: <1@c.fr>\r\nReferences: <1@c.fr>\r\nAuto-Submitted: auto-replied\r\n")
                .endsWith("X: y\r\n\r\n");
    }

    private static String subject(String mail) {
        String field = mail.substring(mail.indexOf("Subject:"), mail.indexOf("Date:"));
        return Pattern.compile("=\\?UTF-8\\?B\\?([^?]*)\\?=")
                .matcher(field)
                .results()
                .map((MatchResult word) ->
                        new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
