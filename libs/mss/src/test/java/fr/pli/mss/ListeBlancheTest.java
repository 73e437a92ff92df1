package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.ListeBlancheWriter.Row;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class ListeBlancheTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<ListeBlancheMSSante xmlns=\"https://listeblanche.mssante.fr/schema\">"
            + "<DateDeGeneration>2026-11-01T08:00:00Z</DateDeGeneration><ListeDomaines>";
    private static final String TAIL = "</ListeDomaines></ListeBlancheMSSante>";
    private static final String OPERATOR_A = "CN=mss.a.fr,OU=318751275100020,O=A,ST=Paris (75),C=FR";
    private static final String OPERATOR_B = "CN=mss.b.fr,OU=1330781295,O=B,ST=Gironde (33),C=FR";

    /** A list with two domains, for whoever damages it. */
    public static final String LIST =
            HEAD + row("ch-a.mssante.fr", OPERATOR_A) + row("ch-b.mssante.fr", OPERATOR_B) + "</ListeDomaines>";

    @Test
    void the_published_list_is_read_with_its_quirks() throws IOException {
        byte[] published = Files.readAllBytes(PublicSamples.path("liste-blanche/listeblanchemssante-08b7662.xml"));
        ListeBlanche list = ListeBlancheReader.read(new ByteArrayInputStream(published));

        assertThat(list.generated()).isEqualTo(Instant.parse("2025-03-13T14:54:10Z"));
        assertThat(list.rows()).isEqualTo(6554);
        assertThat(list.domains()).as("5002 as written, one of them an address").hasSize(5001);
        assertThat(list.names()).hasSize(383);
        assertThat(list.names("patient.mssante.fr")).hasSize(2);
        assertThat(list.lists("uc-cmp.mssante.fr")).isTrue();
        assertThat(list.quirks())
                .containsEntry(ListeBlancheQuirk.ROOT_END_MISSING, 1)
                .containsEntry(ListeBlancheQuirk.DOMAIN_FORM, 1)
                .containsEntry(ListeBlancheQuirk.DOMAIN_UNREADABLE, 1)
                .doesNotContainKey(ListeBlancheQuirk.DN_UNREADABLE)
                .containsKeys(
                        ListeBlancheQuirk.ROW_REPEATED,
                        ListeBlancheQuirk.DN_BLANKS,
                        ListeBlancheQuirk.DN_QUOTES,
                        ListeBlancheQuirk.DN_LOCALITY);
    }

    @Test
    void what_is_written_is_read_again_without_a_quirk() throws Exception {
        String name = "CN=mss.a.fr,OU=318751275100020,O=A & <B>,ST=Côte-d'Or (21),C=FR";
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ListeBlancheWriter writer = new ListeBlancheWriter(written, Instant.parse("2026-11-01T08:00:00.5Z"))) {
            Instant changed = Instant.parse("2026-10-01T08:00:00Z");
            writer.row(new Row("ch-a.mssante.fr", "Hôpital \"A\" ]]>", name, "a@ch-a.fr", "", changed));
            writer.row(new Row("ch-b.mssante.fr", "", OPERATOR_B, "", "", changed));
        }
        ListeBlanche list = ListeBlancheReader.read(new ByteArrayInputStream(written.toByteArray()));
        assertThat(list.generated()).isEqualTo(Instant.parse("2026-11-01T08:00:00Z"));
        assertThat(list.domains()).containsExactlyInAnyOrder("ch-a.mssante.fr", "ch-b.mssante.fr");
        assertThat(list.names("ch-a.mssante.fr")).containsExactly(DistinguishedName.parse(name));
        assertThat(list.quirks()).isEmpty();
    }

    @Test
    void a_domain_has_the_names_of_all_its_rows_and_none_of_the_domain_above() throws IOException {
        ListeBlanche list = read(HEAD + row("ch-a.mssante.fr", OPERATOR_A) + row("CH-A.mssante.fr", OPERATOR_B) + TAIL);

        assertThat(list.names("ch-a.mssante.fr"))
                .containsExactlyInAnyOrder(DistinguishedName.parse(OPERATOR_A), DistinguishedName.parse(OPERATOR_B));
        assertThat(list.lists("Ch-A.mssante.fr")).isTrue();
        assertThat(list.lists("labo.ch-a.mssante.fr")).isFalse();
        assertThat(list.lists("mssante.fr")).isFalse();
        assertThat(list.quirks()).isEqualTo(Map.of(ListeBlancheQuirk.DOMAIN_FORM, 1));
    }

    @Test
    void a_missing_end_tag_of_the_root_is_tolerated_and_counted() throws IOException {
        ListeBlanche list = read(HEAD + row("ch-a.mssante.fr", OPERATOR_A) + "</ListeDomaines>");

        assertThat(list.lists("ch-a.mssante.fr")).isTrue();
        assertThat(list.quirks()).isEqualTo(Map.of(ListeBlancheQuirk.ROOT_END_MISSING, 1));
    }

    @Test
    void a_row_that_cannot_be_read_lists_nobody_and_harms_no_other() throws IOException {
        ListeBlanche list = read(HEAD
                + row("ch-a.mssante.fr", "nobody")
                + row("not a domain", OPERATOR_A)
                + row("ch-b.mssante.fr", OPERATOR_B)
                + TAIL);

        assertThat(list.domains()).containsOnly("ch-b.mssante.fr");
        assertThat(list.quirks())
                .containsEntry(ListeBlancheQuirk.DN_UNREADABLE, 1)
                .containsEntry(ListeBlancheQuirk.DOMAIN_UNREADABLE, 1);
    }

    @Test
    void mark_up_that_was_escaped_inside_a_contact_is_not_read() throws IOException {
        String row = "<Domaine><Nom>ch-a.mssante.fr</Nom><DNCertificatOperateur>" + OPERATOR_A
                + "</DNCertificatOperateur><SupportContact>&lt;/ResponsableContact&gt;&lt;Nom&gt;evil.fr</SupportContact></Domaine>";
        assertThat(read(HEAD + row + TAIL).domains()).containsOnly("ch-a.mssante.fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not XML",
                "<Autre/>",
                HEAD,
                HEAD + "</ListeDomaines>",
                HEAD + "<Domaine><Nom>ch-a.mssante.fr</Nom>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + HEAD + TAIL
            })
    void a_copy_that_is_not_whole_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MssSyntaxException.class);
    }

    @Test
    void two_copies_tell_what_changed() throws IOException {
        ListeBlanche before = read(HEAD
                + row("gone.mssante.fr", OPERATOR_A)
                + row("moved.mssante.fr", OPERATOR_A)
                + row("same.mssante.fr", OPERATOR_A)
                + TAIL);
        ListeBlanche after = read(HEAD
                + row("new.mssante.fr", OPERATOR_B)
                + row("moved.mssante.fr", OPERATOR_B)
                + row("same.mssante.fr", OPERATOR_A)
                + TAIL);

        ListeBlanche.Change change = before.to(after);
        assertThat(change.added()).containsExactly("new.mssante.fr");
        assertThat(change.removed()).containsExactly("gone.mssante.fr");
        assertThat(change.changed()).containsExactly("moved.mssante.fr");
        assertThat(before.to(before).isEmpty()).isTrue();
    }

    private static String row(String domain, String name) {
        return "<Domaine><Nom>" + domain + "</Nom><Description>x</Description><DNCertificatOperateur>" + name
                + "</DNCertificatOperateur><DateMAJ>2026-01-01T00:00:00Z</DateMAJ></Domaine>";
    }

    private static ListeBlanche read(String text) throws IOException {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return ListeBlancheReader.read(in);
    }
}
