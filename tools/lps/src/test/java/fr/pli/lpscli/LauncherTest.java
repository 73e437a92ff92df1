package fr.pli.lpscli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./pli} does before it starts Java. */
class LauncherTest {

    private static final Path PLI = Path.of("../../pli");

    /** Only ASCII: the locale of this test is unknown. The files are {@code synthèse.xml}, and {@code é.xml}, which is not there. */
    private static final String SEND = """
            set -e
            file="$1"/$'synth\\303\\250se.xml'
            missing="$1"/$'\\303\\251.xml'
            printf '<note/>' > "$file"
            . "$2"
            utf8
            exec "$3" -cp "$4" fr.pli.lpscli.Main send --from a@b.mssante.fr --to c@b.mssante.fr --trust t --token-file - "$file" ${5:+"$missing"}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "fr_FR.ISO-8859-1", "nowhere", ""})
    void file_with_an_accent_is_opened_whatever_the_locale(String locale) throws Exception {
        Run run = run(locale, "");
        assertThat(run.said()).contains("Le message ne peut pas");
        assertThat(run.code()).isEqualTo(Ending.NOT_COMPOSED.code());
    }

    @Test
    void name_of_a_file_with_an_accent_is_told_as_it_is() throws Exception {
        Run run = run("C", "missing");
        assertThat(run.code()).isEqualTo(Ending.FAILED.code());
        assertThat(run.said()).endsWith("/\u00e9.xml n'existe pas\n");
    }

    private record Run(int code, String said) {}

    private Run run(String locale, String more) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: there is no bash");
        ProcessBuilder bash = new ProcessBuilder(
                "/bin/bash",
                "-c",
                SEND,
                "bash",
                folder.toString(),
                PLI.toAbsolutePath().toString(),
                ProcessHandle.current().info().command().orElse("java"),
                System.getProperty("java.class.path"),
                more);
        bash.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
        if (!locale.isEmpty()) {
            bash.environment().put("LC_ALL", locale);
        }
        Process process = bash.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), said);
    }
}
