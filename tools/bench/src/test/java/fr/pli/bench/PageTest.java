package fr.pli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    @TempDir
    private Path folder;

    @Test
    void figures_are_written_anew_and_the_rest_stays() throws Exception {
        Path file = Files.writeString(folder.resolve("page.md"), "# Page\n<!-- bench -->\nold\n<!-- /bench -->\nend\n");
        new Page(file, "bench").write("one round", "| new |\n");
        assertThat(Files.readString(file))
                .startsWith("# Page\n<!-- bench -->\n")
                .contains("cores of", "one round.\n\n| new |\n<!-- /bench -->\nend\n")
                .doesNotContain("old");
    }

    @Test
    void page_without_a_place_is_left_alone() throws Exception {
        Path file = Files.writeString(folder.resolve("page.md"), "# Page\n");
        assertThatThrownBy(() -> new Page(file, "bench").write("one round", "| new |\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- bench -->");
        assertThat(Files.readString(file)).isEqualTo("# Page\n");
    }
}
