package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListeBlancheCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void file_that_is_not_there_is_named_and_taken_for_no_domain(@TempDir Path folder) throws Exception {
        String missing = folder.resolve("liste.xml").toString();
        assertThat(check(missing)).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("fichier introuvable / no such file: " + missing + "\n");
    }

    @Test
    void domain_is_looked_for_in_the_folder_that_is_named(@TempDir Path data) throws Exception {
        assertThat(check("example.mssante.fr", data.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("aucune copie / no copy: " + data.resolve("liste-blanche") + "\n");
    }

    @Test
    void other_words_are_answered_by_the_usage() throws Exception {
        assertThat(ListeBlancheCommand.run(List.of("liste-blanche", "show", "x"), new PrintStream(out)))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("usage: ./pli operator liste-blanche check ");
    }

    private int check(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("liste-blanche", "check"));
        all.addAll(List.of(words));
        return ListeBlancheCommand.run(all, new PrintStream(out));
    }
}
