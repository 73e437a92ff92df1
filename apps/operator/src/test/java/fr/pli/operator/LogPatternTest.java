package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lines of the console, as application.properties has them. */
class LogPatternTest {

    private final LoggerContext context = new LoggerContext();
    private final PatternLayout layout = new PatternLayout();

    @BeforeEach
    void open() throws IOException {
        Properties properties = new Properties();
        try (InputStream file =
                Objects.requireNonNull(OperatorApplication.class.getResourceAsStream("/application.properties"))) {
            properties.load(file);
        }
        layout.setContext(context);
        layout.setPattern(properties.getProperty("logging.pattern.console"));
        layout.start();
    }

    @Test
    void what_nobody_sees_or_what_turns_the_text_round_is_masked_whoever_wrote_it() {
        assertThat(line("a\u202eb\u200bc\u2066d\ufeffe\u001b[31mf\u2028g\u0085h", null))
                .contains(": a?b?c?d?e?[31mf?g?h\n");
    }

    @Test
    void what_an_exception_says_is_masked_too_and_is_told_once() {
        String line = line("failed", new IllegalStateException("x\u202ey"));
        assertThat(line).contains("IllegalStateException: x?y\n").contains("\n\tat ");
        assertThat(line.split("IllegalStateException", -1)).hasSize(2);
    }

    @Test
    void french_stays_as_it_is() {
        assertThat(line("œuvre prête à « Hélène » 😀 10 €", null)).contains(": œuvre prête à « Hélène » 😀 10 €\n");
    }

    private String line(String message, @Nullable Throwable thrown) {
        return layout.doLayout(
                new LoggingEvent("x", context.getLogger("fr.pli.Test"), Level.INFO, message, thrown, new Object[0]));
    }
}
