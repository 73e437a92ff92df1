package fr.pli.lps;

import static fr.pli.lps.Samples.MARIE;
import static fr.pli.lps.Samples.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.pli.compose.MessageTooLargeException;
import fr.pli.compose.OpenedMessage;
import fr.pli.mss.PublicSamples;
import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are written against the rules, listed and opened at an operator of the real engines. */
class StrangeMailTest {

    private static final AccessTokens FRESH = () -> "fresh";

    /** Fields that are written against the rules. */
    private static final List<String> STRANGE = List.of(
            "Cc: Dupont, Marie <marie.dupont@sandbox.mssante.fr>",
            "To: Paul",
            "To: jean..dupont@sandbox.mssante.fr, jean@a_b.mssante.fr, .x@a.fr, x.@a.fr",
            "To: Equipe: paul@a.fr, cardio@a.fr;",
            "To: Equipe:;, : ; ,,,",
            "To: \"sans fin <x@a.fr>",
            "To: <a@b@c>, <>, @, <@a,@b:c@d>",
            "To: \u00e9l\u00e8ve@h\u00f4pital.fr, \"\u00e9\" <x@a.fr>",
            "Cc: =?zzz?q?x?= <x@a.fr>, =?utf-8?b?!!!?= <y@a.fr>",
            "Reply-To: (commentaire (ouvert <x@a.fr>",
            "Sender: rien du tout",
            "In-Reply-To: pas d'identifiant",
            "Date: Fri, 31 Dec 9999 23:59:60 +9999",
            "Date: 1 Jan 10000 00:00:00 +0000",
            "Date: hier",
            "Content-Type: message/rfc822",
            "Content-Type: message/global",
            "Content-Type: message/global\r\nContent-Transfer-Encoding: base64",
            "Content-Type: multipart/mixed",
            "Content-Type: multipart/mixed; boundary=\"\"",
            "Content-Type: multipart/mixed; boundary=\"a b (c) \u00e9 ,;\"",
            "Content-Type: multipart/alternative; boundary=absente",
            "Content-Type: texte",
            "Content-Type: text/plain; charset=; name=\"",
            "Content-Type: application/zip; name*0*=zzz''%; name*1=x",
            "Content-Transfer-Encoding: 7-bit",
            "Content-Transfer-Encoding: 8bit; x=\"y",
            "Content-Disposition: ;;; filename=",
            "Content-Language: \"",
            "Subject",
            "Message-ID: <a b c");

    @TempDir
    private Path folder;

    @Test
    void message_that_a_strict_reader_refuses_spoils_no_list() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            for (String field : STRANGE) {
                house.deliver(PAUL, mail(field, field));
            }
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                List<MessageSummary> lines = inbox.list();
                assertThat(lines).hasSameSizeAs(STRANGE);
                for (int i = 0; i < lines.size(); i++) {
                    MessageSummary line = lines.get(i);
                    assertThat(line.uid()).isEqualTo(i + 1);
                    assertThat(line.shownSubject()).isEqualTo(subject(STRANGE.get(i)));
                    assertThat(line.fromName()).as(line.shownSubject()).isEqualTo("Marie MARTIN");
                    assertThat(line.from()).as(line.shownSubject()).isEqualTo(MARIE.toString());
                    assertThat(line.received()).as(line.shownSubject()).isPresent();
                    assertThat(line.size()).as(line.shownSubject()).isGreaterThan(100);
                    assertThat(line.seen()).as(line.shownSubject()).isFalse();
                    assertThat(inbox.open(line.uid()))
                            .map(OpenedMessage::subject)
                            .contains(line.shownSubject());
                }
                assertThat(inbox.list()).allMatch(MessageSummary::seen);
            }
        }
    }

    @Test
    void every_message_that_failed_once_is_listed_and_opened() throws IOException {
        Path cases = PublicSamples.path("cases");
        List<Path> mails = new ArrayList<>();
        try (var files = Files.list(cases)) {
            files.filter(file -> file.toString().endsWith(".eml")).sorted().forEach(mails::add);
        }
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            for (Path mail : mails) {
                house.deliver(PAUL, Files.readAllBytes(mail));
            }
            try (Inbox inbox = house.person(PAUL, FRESH).inbox()) {
                List<MessageSummary> lines = inbox.list();
                assertThat(lines).hasSameSizeAs(mails);
                for (MessageSummary line : lines) {
                    assertThat(line.shownSubject()).isNotEmpty();
                    assertThat(inbox.open(line.uid())).isPresent();
                }
            }
        }
    }

    @Test
    void answer_that_cannot_be_read_costs_its_own_line_only() throws IOException {
        try (ScriptedImap server = new ScriptedImap()
                .answering("SEARCH", "* SEARCH 5 6 7 8")
                .answering(
                        "HEADER.FIELDS",
                        fetch(1, 5, "FLAGS (\\Seen) RFC822.SIZE 100", "Subject: un"),
                        "* 2 FETCH UID 6 FLAGS",
                        "* 3 FETCH (UID 7 FLAGS () RFC822.SIZE 99999999999 BODY[HEADER.FIELDS (FROM SUBJECT)] NIL)",
                        fetch(4, 8, "FLAGS () RFC822.SIZE 300", "Subject: quatre"))
                .answering(
                        "INTERNALDATE",
                        "* 1 FETCH (UID 5 INTERNALDATE \"30-Nov-2026 10:00:00 +0100\")",
                        "* 2 FETCH (UID 6 INTERNALDATE \"31-Dec-+10000 10:00:00 +0100\")",
                        "* 3 FETCH (UID 7 INTERNALDATE NIL)",
                        "* 4 FETCH (UID 8 INTERNALDATE \" 1-Jan-2026 10:00:00 +0100\")")) {
            try (Inbox inbox = server.inbox()) {
                List<MessageSummary> lines = inbox.list();
                assertThat(lines).extracting(MessageSummary::uid).containsExactly(5L, 6L, 7L, 8L);
                assertThat(lines).extracting(MessageSummary::shownSubject).containsExactly("un", "", "", "quatre");
                assertThat(lines)
                        .extracting(line -> line.received().isPresent())
                        .containsExactly(true, false, false, true);
                assertThat(server.told).noneMatch(line -> line.contains("ENVELOPE") || line.contains("BODYSTRUCTURE"));
            }
        }
    }

    @Test
    void answer_that_is_cut_ends_the_list_with_a_word() throws IOException {
        try (ScriptedImap server = new ScriptedImap()
                .answering("SEARCH", "* SEARCH 5")
                .answering("HEADER.FIELDS", "* 1 FETCH (UID 5 FLAGS (\\Seen ((( RFC822.SIZE zzz BODY[HEADER")) {
            Inbox inbox = server.inbox();
            assertThat(catchThrowable(inbox::list)).isInstanceOf(OperatorException.class);
        }
    }

    @Test
    @Requirement("ECO.1.0.2")
    void message_that_is_larger_than_one_reads_is_not_fetched() throws IOException {
        try (ScriptedImap server =
                new ScriptedImap().answering("RFC822.SIZE)", "* 1 FETCH (UID 5 RFC822.SIZE 50000001)")) {
            try (Inbox inbox = server.inbox()) {
                assertThat(catchThrowable(() -> inbox.open(5))).isInstanceOf(MessageTooLargeException.class);
                assertThat(server.told).noneMatch(line -> line.contains("BODY"));
            }
        }
    }

    private static String fetch(int number, int uid, String items, String header) {
        String literal = header + "\r\n\r\n";
        return "* " + number + " FETCH (UID " + uid + " " + items + " BODY[HEADER.FIELDS (FROM SUBJECT)] {"
                + literal.length() + "}\r\n" + literal + ")";
    }

    private static byte[] mail(String subject, String field) {
        return ("From: Marie MARTIN <" + MARIE + ">\r\nSubject: " + subject(subject) + "\r\n" + field
                        + "\r\nX-MSS-NIL: DEV1\r\n\r\nFrom: labo@a.fr\r\nSubject: dedans\r\n\r\nBonjour\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The field in letters that no reader stumbles over. */
    private static String subject(String field) {
        return field.replaceAll("[^A-Za-z0-9]+", " ").strip();
    }
}
