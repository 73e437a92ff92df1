package fr.pli.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mss.MssAddress;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailPathTest {

    @Test
    void mailbox_is_read() throws Exception {
        assertThat(path("Marie.Martin@Medecin.mssante.fr")).hasToString("Marie.Martin@medecin.mssante.fr");
    }

    @Test
    void source_route_is_ignored() throws Exception {
        assertThat(path("@relais.fr,@autre.fr:labo@ch-a.mssante.fr")).hasToString("labo@ch-a.mssante.fr");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "labo",
                "@ch-a.mssante.fr",
                "labo@",
                "labo@@ch-a.mssante.fr",
                "la bo@ch-a.mssante.fr",
                "\"la bo\"@ch-a.mssante.fr",
                "labo@[192.0.2.1]",
                "labo@[IPv6:::1]",
                "@relais.fr:labo",
                "a@b.fr:labo@ch-a.mssante.fr",
                "<labo@ch-a.mssante.fr",
                ".labo@ch-a.mssante.fr",
                "labo@ch-a..fr",
                "labo%ch-b@-a.fr"
            })
    void what_no_bal_can_be_called_is_refused(String path) {
        assertRefused(() -> path(path), 553, "5.1.3");
    }

    @Test
    void utf8_needs_smtputf8() throws Exception {
        assertRefused(() -> path("hélène@medecin.mssante.fr"), 553, "5.6.7");
        assertThat(MailPath.address("hélène@medecin.mssante.fr", true, Answer.RECIPIENT_SYNTAX)
                        .local())
                .isEqualTo("hélène");
    }

    @Test
    void the_answer_names_the_address_in_one_short_line() {
        assertThatThrownBy(() -> path("x".repeat(500)))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reply().text()).endsWith(": " + "x".repeat(80) + "..."));
    }

    private static MssAddress path(String path) throws SmtpRefusal {
        return MailPath.address(path, false, Answer.RECIPIENT_SYNTAX);
    }

    static void assertRefused(ThrowingCallable call, int code, String enhanced) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reply())
                                .extracting(SmtpReply::code, SmtpReply::enhanced)
                                .containsExactly(code, enhanced));
    }
}
