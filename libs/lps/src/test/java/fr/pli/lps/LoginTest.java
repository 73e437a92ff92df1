package fr.pli.lps;

import static fr.pli.lps.Samples.MARIE;
import static fr.pli.lps.Samples.PAUL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.compose.ComposedMessage;
import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What care software does when the operator does not let it in. */
class LoginTest {

    private static final ComposedMessage LETTER = Samples.letter(PAUL);

    @TempDir
    private Path folder;

    private OperatorHouse house;

    @BeforeEach
    void open() throws IOException {
        house = OperatorHouse.open(folder, true);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.1.2.7")
    void refused_token_is_followed_by_one_other(Use use) throws IOException {
        use.of(person("expired", "fresh"));
        assertThat(house.authority.shown).containsExactly("expired", "fresh");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.1.2.7")
    void two_refusals_are_enough(Use use) {
        assertThatThrownBy(() -> use.of(person("expired", "other", "fresh")))
                .isInstanceOf(LoginRefusedException.class)
                .hasMessageContaining("marie.martin@medecin.pli.mssante.fr");
        assertThat(house.authority.shown).containsExactly("expired", "other");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.1.2.7")
    void same_token_is_not_tried_again(Use use) {
        assertThatThrownBy(() -> use.of(person("expired", "expired"))).isInstanceOf(LoginRefusedException.class);
        assertThat(house.authority.shown).containsExactly("expired");
    }

    @ParameterizedTest
    @EnumSource
    void what_nobody_can_judge_now_is_no_refusal(Use use) {
        assertThatThrownBy(() -> use.of(person("psc-down", "fresh"))).isInstanceOf(OperatorUnavailableException.class);
        assertThat(house.authority.shown).containsExactly("psc-down");
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.1.2.5")
    void token_is_in_no_exception_and_no_log(Use use) throws IOException {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Handler everything = new Everything(logged);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(everything);
        root.setLevel(Level.ALL);
        try {
            assertThatThrownBy(() -> use.of(person("secret-1", "secret-2")))
                    .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("secret-"));
        } finally {
            root.setLevel(before);
            root.removeHandler(everything);
        }
        assertThat(logged).isNotEmpty().noneMatch(line -> line.contains("secret-"));
        assertThat(logged).noneMatch(line -> line.contains("dXNlcj1"));
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAP", "SUBMISSION"})
    @Requirement("ECO.1.1.1")
    @Requirement("ECO.1.2.1")
    void server_without_starttls_is_shown_no_token(MailService service) throws IOException {
        try (StrippedServer stripped = new StrippedServer(service)) {
            LpsConnection marie =
                    house.connection(Operator.at(stripped.endpoint()), MARIE, new Login.Person(() -> "fresh"));
            Use use = service.isImap() ? Use.READ : Use.SEND;
            assertThatThrownBy(() -> use.of(marie))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("STARTTLS");
            assertThat(stripped.told)
                    .isNotEmpty()
                    .noneMatch(line -> line.toUpperCase(Locale.ROOT).contains("AUTH"));
        }
    }

    private LpsConnection person(String... tokens) {
        Iterator<String> next = List.of(tokens).iterator();
        return house.person(MARIE, next::next);
    }

    enum Use {
        READ {
            @Override
            void of(LpsConnection connection) throws IOException {
                connection.inbox().close();
            }
        },
        SEND {
            @Override
            void of(LpsConnection connection) throws IOException {
                connection.send(LETTER);
            }
        };

        abstract void of(LpsConnection connection) throws IOException;
    }

    private static final class Everything extends Handler {

        private final Queue<String> logged;

        Everything(Queue<String> logged) {
            this.logged = logged;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord line) {
            logged.add(line.getLoggerName() + " " + line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
