package fr.pli.lpscli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.compose.Attachment;
import fr.pli.compose.CompositionFault;
import fr.pli.compose.CompositionWarning;
import fr.pli.compose.MessageWarning;
import fr.pli.compose.SampleDocument;
import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import fr.pli.lps.Endpoint;
import fr.pli.lps.NameServer;
import fr.pli.lps.OperatorHouse;
import fr.pli.lps.Trouble;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.mss.Visibility;
import fr.pli.mss.xdm.XdmFault;
import fr.pli.mss.xdm.XdmWarning;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell sees of {@code ./pli send} and {@code ./pli read}, against the real engines. */
class CommandsTest {

    private static final String MARIE = "marie.martin@medecin.pli.mssante.fr";
    private static final String PAUL = "paul.durand@medecin.pli.mssante.fr";
    private static final String LABORATORY = "labo.app@ch-a.pli.mssante.fr";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private OperatorHouse house;
    private Path letter;

    @BeforeEach
    void open() throws IOException {
        house = OperatorHouse.open(folder, true);
        letter = Files.write(folder.resolve("lettre.xml"), SampleDocument.LEVEL_3.content());
        Files.writeString(folder.resolve("token"), "fresh\n");
        Files.writeString(folder.resolve("password"), "pli\n");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void letter_is_sent_listed_shown_checked_and_saved() throws IOException {
        assertThat(run("send", "--from", MARIE, "--to", PAUL, "--text", "Bonjour,\n  - en retrait", letter))
                .isZero();
        assertThat(out.toString())
                .contains("Déposé : <")
                .contains("\n  X-MSS-CODECDA: ")
                .contains("\n  X-MSS-INS: ");

        assertThat(run("read", "--mailbox", PAUL)).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^1 \\* \\S+  " + MARIE + "  Lettre de liaison .* EXEMPLE CAMILLE");

        assertThat(run("read", "--mailbox", PAUL, "1", "--save", folder.resolve("saved")))
                .isZero();
        assertThat(out.toString())
                .contains("Bonjour,\n  - en retrait\n")
                .contains("conforme à METADATA.XML, empreinte comprise")
                .contains("Message conforme.\n" + "Enregistré : " + folder.resolve("saved/1-1-DOC00001.XML") + "\n");
        try (var saved = Files.list(folder.resolve("saved"))) {
            assertThat(saved.filter(file -> file.toString().endsWith(".pdf")))
                    .singleElement()
                    .satisfies(pdf -> assertThat(Files.readAllBytes(pdf)).startsWith('%', 'P', 'D', 'F'))
                    .satisfies(pdf -> assertThat(pdf.getFileName().toString())
                            .contains("Lettre_de_liaison_a_la_sortie_d_un_etabl"));
        }
        assertThat(folder.resolve("saved/1-1-DOC00001.XML")).hasBinaryContent(SampleDocument.LEVEL_3.content());

        assertThat(run("read", "--mailbox", PAUL, "1", "--save", folder.resolve("saved")))
                .isEqualTo(8);
        assertThat(err.toString())
                .isEqualTo("Échec : le fichier " + folder.resolve("saved/1-1-DOC00001.XML") + " existe déjà\n");
    }

    @Test
    @Requirement("SEED-17")
    void application_shows_its_certificate() throws IOException {
        Credential credential =
                OperatorHouse.igc().application("318751275100020").issue();
        credential.write(folder, "labo");
        assertThat(pli(
                        "send",
                        "--certificate",
                        folder.resolve("labo.p12"),
                        "--password-file",
                        folder.resolve("password"),
                        "--from",
                        LABORATORY,
                        "--to",
                        PAUL,
                        "--reply-to",
                        MARIE,
                        letter))
                .isZero();
    }

    @Test
    @Requirement("ECO.1.1.9")
    void servers_are_those_that_dns_gives() throws IOException {
        try (NameServer dns = new NameServer()) {
            Endpoint imaps = house.operator().endpoints().getFirst();
            dns.with("_imaps._tcp.medecin.pli.mssante.fr", 0, 0, imaps.port(), "localhost");
            Object address = "127.0.0.1:" + dns.address().getPort();
            assertThat(plain("read", "--mailbox", PAUL, "--dns", address, "--token-file", folder.resolve("token")))
                    .isZero();
            assertThat(err.toString())
                    .isEqualTo("Attention : le DNS donne " + imaps + ", hors du domaine medecin.pli.mssante.fr\n");
        }
    }

    @Test
    void refused_login_is_3() throws IOException {
        Files.writeString(folder.resolve("token"), "expired");
        assertThat(run("read", "--mailbox", PAUL)).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("Accès refusé : " + PAUL + ", imaps://localhost:")
                .contains("l'opérateur refuse")
                .doesNotContain("expired");
    }

    @Test
    void what_nobody_can_tell_now_is_4() throws IOException {
        Files.writeString(folder.resolve("token"), "psc-down");
        assertThat(run("read", "--mailbox", PAUL)).isEqualTo(4);
        assertThat(err.toString()).startsWith("Indisponible pour l'instant, réessayer plus tard : ");
    }

    @Test
    void server_of_a_stranger_is_5() throws IOException {
        Path anchors;
        try (TestIgc other = TestIgc.create(KeyKind.P_256)) {
            anchors = other.write(folder.resolve("other")).resolve("bundle.pem");
        }
        assertThat(pli("read", "--mailbox", PAUL, "--token-file", folder.resolve("token"), "--trust", anchors))
                .isEqualTo(5);
        assertThat(err.toString())
                .contains("rien ne lui a été dit")
                .contains("aucune des autorités données par --trust");
    }

    @Test
    void refused_recipient_is_6() throws IOException {
        assertThat(run("send", "--from", MARIE, "--to", "inconnu@medecin.pli.mssante.fr", letter))
                .isEqualTo(6);
        assertThat(err.toString()).startsWith("Message refusé : ").contains("550 5.1.1");
    }

    @Test
    void what_is_no_cda_is_7() throws IOException {
        Path text = Files.writeString(folder.resolve("note.xml"), "<note/>");
        assertThat(run("send", "--from", MARIE, "--to", PAUL, text)).isEqualTo(7);
        assertThat(err.toString())
                .isEqualTo(
                        "Le message ne peut pas être composé : " + text + " : ce n'est pas un document CDA lisible\n");
        Path korean = Files.writeString(
                folder.resolve("coréen.xml"),
                new String(SampleDocument.LEVEL_3.content(), StandardCharsets.UTF_8).replace("chute de vélo", "한"));
        assertThat(run("send", "--from", MARIE, "--to", PAUL, letter, korean)).isEqualTo(7);
        assertThat(err.toString())
                .endsWith(korean + " : ce document, ou son identifiant, est donné deux fois\n")
                .doesNotContain("CAMILLE");
        assertThat(run("send", "--from", MARIE, "--to", PAUL, korean)).isEqualTo(7);
        assertThat(err.toString()).contains("coréen.xml : aucune police n'a ces caractères du document (U+D55C)");
    }

    @Test
    void new_version_and_visibility_are_sent_and_shown() throws IOException {
        String second = new String(SampleDocument.LEVEL_3.content(), StandardCharsets.UTF_8)
                .replace("<versionNumber value=\"1\"/>", "<versionNumber value=\"2\"/>");
        assertThat(run(
                        "send",
                        "--from",
                        MARIE,
                        "--to",
                        PAUL,
                        "--replaces",
                        "v1@pli.mssante.fr",
                        "--visibility",
                        "invisible-patient",
                        Files.writeString(folder.resolve("v2.xml"), second)))
                .isZero();
        run("read", "--mailbox", PAUL, "1");
        assertThat(out.toString()).contains("[Annule et remplace]", "n'est PAS visible par le patient");
        assertThat(run("send", "--from", MARIE, "--to", PAUL, "--replaces", "a@b.fr", "--deletes", "a@b.fr", letter))
                .isEqualTo(2);
        assertThat(run("send", "--from", MARIE, "--to", PAUL, "--visibility", "masque-ps", letter))
                .isEqualTo(7);
        assertThat(run("send", "--from", MARIE, "--to", PAUL, "--replaces", "a@b.fr", letter))
                .isEqualTo(7);
    }

    @Test
    void file_that_is_not_there_is_8() throws IOException {
        assertThat(run("send", "--from", MARIE, "--to", PAUL, folder.resolve("nothing.xml")))
                .isEqualTo(8);
        assertThat(err.toString()).isEqualTo("Échec : le fichier " + folder.resolve("nothing.xml") + " n'existe pas\n");
    }

    @Test
    void wrong_usage_is_2_and_says_what_is_missing() throws IOException {
        assertThat(run("send", "--from", MARIE, letter)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("Il manque : --to\nVoir : ./pli send --help\n");
        assertThat(run("send", "--from", "nobody", "--to", PAUL, letter)).isEqualTo(2);
        assertThat(plain("read", "--mailbox", PAUL)).isEqualTo(2);
    }

    @Test
    void what_is_given_is_not_said_to_be_missing() throws IOException {
        assertThat(plain("read", "--mailbox", PAUL, "--trust", letter, "--certificate", letter))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("Il manque : --password-file\n");
    }

    @Test
    void language_that_we_do_not_speak_is_refused() throws IOException {
        assertThat(run("read", "--mailbox", PAUL, "--lang", "de")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--lang : « de » ne convient pas (attendu : fr|en)\n");
    }

    @Test
    void server_that_is_not_for_this_command_is_told() throws IOException {
        Path token = folder.resolve("token");
        assertThat(plain(
                        "send",
                        "--from",
                        MARIE,
                        "--to",
                        PAUL,
                        "--trust",
                        letter,
                        "--token-file",
                        token,
                        "--server",
                        "imaps://localhost",
                        letter))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("Aucun --server ne prend de messages : ");
        assertThat(plain(
                        "read",
                        "--mailbox",
                        PAUL,
                        "--trust",
                        letter,
                        "--token-file",
                        token,
                        "--server",
                        "submissions://localhost"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("Aucun --server ne montre de messages : ");
        assertThat(plain("read", "--mailbox", PAUL, "--trust", letter, "--token-file", token, "--server", "http://x"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--server : « http://x » ne convient pas (attendu : imaps://, imap://");
    }

    @Test
    void refused_login_of_a_sender_shows_nothing_that_was_meant_for_a_program() throws IOException {
        Files.writeString(folder.resolve("token"), "expired");
        assertThat(run("send", "--from", MARIE, "--to", PAUL, letter)).isEqualTo(3);
        assertThat(err.toString())
                .startsWith("Accès refusé : " + MARIE + ", submissions://localhost:")
                .endsWith("l'opérateur refuse\n");
    }

    @Test
    void saving_needs_a_message() throws IOException {
        assertThat(run("read", "--mailbox", PAUL, "--save", folder.resolve("saved")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--save demande le numéro d'un message (UID)\n");
        assertThat(folder.resolve("saved")).doesNotExist();
    }

    @Test
    void waiting_in_vain_and_an_empty_inbox_are_told() throws IOException {
        assertThat(run("read", "--mailbox", PAUL, "--wait", "1")).isZero();
        assertThat(out.toString()).isEqualTo("Aucun nouveau message en 1 s.\nLa boîte de réception est vide.\n");
    }

    @Test
    @Requirement("ECO.2.2.6")
    void document_that_the_patient_must_not_see_is_told() throws IOException {
        String hidden = new String(SampleDocument.LEVEL_3.content(), StandardCharsets.UTF_8)
                .replace(
                        "<languageCode",
                        "<confidentialityCode code=\"INVISIBLE_PATIENT\" codeSystem=\"1.2.250.1.213.1.1.4.13\"/><languageCode");
        assertThat(run("send", "--from", MARIE, "--to", PAUL, Files.writeString(folder.resolve("h.xml"), hidden)))
                .isZero();
        run("read", "--mailbox", PAUL, "1");
        assertThat(out.toString()).contains("n'est PAS visible par le patient");
    }

    @Test
    void strange_message_is_listed_and_shown() throws IOException {
        house.deliver(MssAddress.parse(PAUL), """
                From: Léa <lea@medecin.mssante.fr>\r
                Cc: Dupont, Marie <m@x.fr>\r
                Subject: html\r
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                Content-Type: text/html; charset=utf-8\r
                \r
                <p>Bonjour</p><p>reçu</p>\r
                --b\r
                Content-Type: application/zip; name=photos.zip\r
                \r
                PK\r
                --b--\r
                """.getBytes(StandardCharsets.UTF_8));
        assertThat(run("read", "--mailbox", PAUL)).isZero();
        assertThat(out.toString()).containsPattern("(?m)^1 \\* \\S+  Léa  html$");
        assertThat(run("read", "--mailbox", PAUL, "1")).isEqualTo(1);
        assertThat(out.toString())
                .contains("\nBonjour\n\nreçu\n")
                .contains("Pièce jointe : photos.zip (archive ZIP qui n'est pas un IHE_XDM, non ouverte)")
                .contains("À noter : en-têtes X-MSS, X-MSS-NIL manque");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void no_error_names_java_or_a_key_of_an_operator(String language) throws IOException {
        Path note = Files.writeString(folder.resolve("note.txt"), "rien");
        Path empty = Files.writeString(folder.resolve("empty"), "");
        Path token = folder.resolve("token");
        List<List<Object>> wrong = List.of(
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--trust", note),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--trust", folder),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--trust", folder.resolve("none")),
                List.of("read", "--mailbox", PAUL, "--token-file", empty),
                List.of("read", "--mailbox", PAUL, "--token-file", folder.resolve("none")),
                List.of("read", "--mailbox", PAUL, "--token-file", folder),
                List.of("read", "--mailbox", PAUL, "--certificate", note, "--password-file", note),
                List.of("read", "--mailbox", PAUL, "--certificate", folder.resolve("none"), "--password-file", note),
                List.of("read", "--mailbox", "personne", "--token-file", token),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "abc"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "0"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--wait", "-5"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "1", "2"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--wait", "x"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--wait", "1", "--wait", "2"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--certificate", note),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--server", "ftp://x"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--rien"),
                List.of("read", "--mailbox", PAUL, "--token-file", token, "--server", "imaps://localhost:1"),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, note),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, "--name", "a\nb", letter),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, "--visibility", "rien", letter),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, "--replaces", "rien", letter),
                List.of("send", "--from", PAUL, "--to", "1@patient.mssante.fr", "--token-file", token, letter),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, "--no-answer", letter),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, letter, letter),
                List.of("send", "--from", PAUL, "--to", PAUL, "--token-file", token, folder));
        for (List<Object> words : wrong) {
            List<Object> all = new ArrayList<>(words);
            all.addAll(List.of("--lang", language));
            assertThat(plain(all.toArray())).as(words.toString()).isGreaterThan(1);
            assertThat(err.toString())
                    .as(words.toString())
                    .isNotBlank()
                    .doesNotContain("Exception", "fr.pli", "java", "pli.igc", "null", "{\"")
                    .doesNotContainPattern("\\{[0-9]\\}");
            if (language.equals("fr")) {
                assertThat(err.toString())
                        .doesNotContainPattern("\\b(the|is|cannot|expected|Invalid|value|not|file does)\\b");
            }
        }
    }

    @Test
    void every_value_that_a_text_is_made_of_has_one() {
        for (String language : List.of("fr", "en")) {
            Texts texts = Texts.of(Map.of("LANG", language), "read");
            Stream.of(Ending.values()).filter(end -> end.code() > 2).forEach(end -> texts.say("ending." + end, ""));
            Stream.of(Trouble.Step.values()).forEach(step -> texts.say("step." + step, ""));
            Stream.of(Trouble.Reason.values()).forEach(reason -> texts.say("reason." + reason));
            Stream.of(CompositionFault.values()).forEach(fault -> texts.say("composition." + fault));
            Stream.of(CompositionWarning.Kind.values()).forEach(kind -> texts.say("odd." + kind));
            Stream.of(XdmFault.values()).forEach(fault -> texts.say("fault." + fault, ""));
            Stream.of(XdmWarning.Kind.values()).forEach(kind -> texts.say("warning." + kind));
            Stream.of(Visibility.values()).forEach(hidden -> texts.say("hidden." + hidden, ""));
            Stream.of(MessageWarning.values()).forEach(warning -> texts.say("warning." + warning));
            Stream.of(HeaderAnomaly.values()).forEach(anomaly -> texts.say("anomaly." + anomaly));
            Stream.of(Attachment.Kind.values()).forEach(kind -> texts.say("file." + kind, ""));
        }
    }

    @Test
    void language_is_that_of_the_option_or_of_the_shell() throws IOException {
        assertThat(run("read", "--mailbox", PAUL, "9")).isEqualTo(8);
        assertThat(err.toString()).contains("il n'y a pas de message 9");
        assertThat(run("read", "--lang", "en", "--mailbox", PAUL, "9")).isEqualTo(8);
        assertThat(err.toString()).contains("there is no message 9");
        assertThat(Texts.of(Map.of("LANG", "en_GB.UTF-8"), "read").say("sound")).isEqualTo("The message is sound.");
        assertThat(Texts.of(Map.of("LANG", "de_DE"), "read").say("sound")).isEqualTo("Message conforme.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void help_describes_every_option(String language) {
        Texts texts = Texts.of(Map.of("LANG", language), "read");
        Main.commands(texts).getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                assertThat(plain(name, "--lang", language, "--help")).isZero();
                assertThat(out.toString()).contains("--token-file");
                assertThat(command.getCommandSpec().args())
                        .isNotEmpty()
                        .allMatch(option -> option.description().length == 1);
            }
        });
    }

    /** With the token, the servers and the trust of the house. */
    private int run(Object... words) throws IOException {
        return pli(Stream.concat(Stream.of(words), Stream.of("--token-file", folder.resolve("token")))
                .toArray());
    }

    private int pli(Object... words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(words));
        house.operator().endpoints().forEach(endpoint -> all.addAll(List.of("--server", endpoint)));
        return plain(all.toArray());
    }

    private int plain(Object... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all =
                new ArrayList<>(Stream.of(words).map(Object::toString).toList());
        if (!all.contains("--trust")) {
            all.addAll(List.of("--trust", folder.resolve("bundle.pem").toString()));
        }
        all.addAll(List.of("--crl-folder", folder.resolve("crl").toString()));
        return Main.run(new PrintWriter(out), new PrintWriter(err), Map.of(), all.toArray(new String[0]));
    }
}
