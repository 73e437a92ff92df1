package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import fr.pli.wire.Transcripts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** However much is logged, it tells no secret and no patient. */
class LogTest {

    /** What the transcript says and nobody may read in the log: the INS and its date, the letter, the subject, the password. */
    private static final List<String> NEVER = List.of(
            "279035121518989", "279035121518", "1979", "hypertension", "Compte rendu confidentiel", "mot-de-passe");

    private static final House HOUSE = House.only();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("fr.pli");
    private final AppenderBase<ILoggingEvent> recorder = new Recorder();

    @BeforeEach
    void log_all() {
        recorder.setContext(root.getLoggerContext());
        recorder.start();
        root.addAppender(recorder);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void log_as_before() {
        ours.setLevel(Level.INFO);
        root.detachAppender(recorder);
        recorder.stop();
    }

    @Test
    void no_token_no_ins_no_password_and_no_word_of_a_letter_is_logged() throws Exception {
        Scenery scenery = new Scenery();
        Path conversation = Path.of(Objects.requireNonNull(LogTest.class.getResource("/log/what-nobody-may-read.txt"))
                .toURI());
        Transcripts.play(conversation, scenery::stage);
        HOUSE.api("0123456789-wrong-token-0123456789").get("/api/v1/domains");
        HOUSE.api("admin").post("/api/v1/domains", "{'name':'279035121518989'}");
        HOUSE.api("admin").get("/api/v1/bal/279035121518989@patient.mssante.fr");
        HOUSE.api("admin").get("/api/v1/indicators/messages/2026-11");
        List<String> secrets = new ArrayList<>(NEVER);
        scenery.tokens().forEach(token -> secrets.add(token.substring(token.lastIndexOf('.') + 1)));
        secrets.add("0123456789abcdef0123456789abcdef");
        secrets.add("wrong-token");
        assertThat(lines)
                .anyMatch(line -> line.contains("accepted session="))
                .anyMatch(line -> line.startsWith("DEBUG"));
        assertThat(secrets).hasSizeGreaterThan(NEVER.size() + 4);
        assertThat(secrets).allSatisfy(secret -> assertThat(lines).noneMatch(line -> line.contains(secret)));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** Keeps whole events, stack traces included. */
    private final class Recorder extends AppenderBase<ILoggingEvent> {

        private final PatternLayout layout = new PatternLayout();

        @Override
        public void start() {
            layout.setContext(getContext());
            layout.setPattern("%level %logger %msg %ex{full}");
            layout.start();
            super.start();
        }

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(layout.doLayout(event));
        }
    }
}
