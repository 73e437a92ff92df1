package fr.pli.relay;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.boot.KeysPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** docs/vendor/relay.md has every key with its default, and no other. */
class ConfigurationPageTest {

    private static final Path PAGE = Path.of("../../docs/vendor/relay.md");

    @Test
    void every_key_is_explained_and_every_key_that_is_explained_exists() throws IOException {
        assertThat(KeysPage.told(PAGE).keySet())
                .isEqualTo(KeysPage.keys(RelayProperties.class).keySet());
    }

    @Test
    void every_default_is_told_as_it_is() throws IOException {
        SortedMap<String, String> told = KeysPage.told(PAGE);
        told.values().removeIf(value -> !value.startsWith("`"));
        assertThat(KeysPage.keys(RelayProperties.class)).containsAllEntriesOf(told);
    }
}
