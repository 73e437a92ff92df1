package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TallyTest {

    private static final int RECIPIENTS = 500;
    private static final SmtpSettings.Limits LIMITS = new SmtpSettings.Limits(
            RECIPIENTS,
            3,
            500,
            SmtpSettings.Limits.DEFAULT.login(),
            SmtpSettings.Limits.DEFAULT.command(),
            SmtpSettings.Limits.DEFAULT.data(),
            SmtpSettings.Limits.DEFAULT.session());

    private final Tally tally = new Tally(LIMITS);

    @Test
    void a_message_to_the_most_recipients_with_a_noop_after_each_is_never_cut_off() {
        for (int messages = 0; messages < 10; messages++) {
            mail(RECIPIENTS, RECIPIENTS);
            assertThat(tally.exceeded()).isEmpty();
            tally.accepted();
        }
    }

    @Test
    void a_message_to_the_most_recipients_may_come_to_nothing_and_begin_again() {
        mail(RECIPIENTS, 10);
        tally.command(); // RSET
        tally.abandoned();
        assertThat(tally.exceeded()).isEmpty();
        mail(RECIPIENTS, 10);
        assertThat(tally.exceeded()).isEmpty();
    }

    @Test
    void messages_that_always_come_to_nothing_end_the_connection() {
        for (int messages = 0; messages < 4; messages++) {
            mail(RECIPIENTS, 0);
            tally.command();
            tally.abandoned();
        }
        assertThat(tally.exceeded()).contains(Answer.TOO_MANY_COMMANDS);
    }

    @Test
    void a_message_of_many_chunks_is_never_cut_off() {
        for (int chunks = 0; chunks < 10_000; chunks++) {
            tally.command();
            tally.progressed();
        }
        assertThat(tally.exceeded()).isEmpty();
    }

    @Test
    void commands_that_bring_nothing_end_it_also_in_the_midst_of_a_message() {
        mail(1, 500 + 3 * RECIPIENTS);
        assertThat(tally.exceeded()).contains(Answer.TOO_MANY_COMMANDS);
    }

    @ParameterizedTest
    @CsvSource({
        "500, true",
        "501, true",
        "503, true",
        "530, true",
        "555, true",
        "550, false",
        "552, false",
        "451, false"
    })
    void only_what_is_the_clients_own_error_counts_as_one(int code, boolean counts) {
        for (int i = 0; i < 2; i++) {
            tally.refused(new SmtpReply(code, code / 100 + ".0.0", ""));
        }
        assertThat(tally.exceeded()).isEmpty();
        tally.refused(new SmtpReply(code, code / 100 + ".0.0", ""));
        assertThat(tally.exceeded().isPresent()).isEqualTo(counts);
    }

    private void mail(int recipients, int noops) {
        tally.command();
        for (int i = 0; i < recipients; i++) {
            tally.command();
            tally.progressed();
        }
        for (int i = 0; i < noops; i++) {
            tally.command();
        }
    }
}
