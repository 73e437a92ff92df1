package fr.pli.lps;

import static fr.pli.lps.Samples.LABORATORY;
import static fr.pli.lps.Samples.MARIE;
import static fr.pli.lps.Samples.PAUL;
import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.Requirement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    @TempDir
    private Path folder;

    @Test
    @Requirement("ECO.1.2.3")
    void error_on_one_account_does_not_disturb_the_others() throws IOException {
        try (OperatorHouse house = OperatorHouse.open(folder, true)) {
            LpsConnection refused = house.person(MARIE, () -> "expired");
            LpsConnection gone = house.connection(
                    Operator.at(Samples.nowhere(MailService.IMAPS)), LABORATORY, new Login.Person(() -> "fresh"));
            LpsConnection broken = house.person(PAUL, () -> {
                throw new IllegalStateException("no token store");
            });
            LpsConnection good = house.person(PAUL, () -> "fresh");

            List<Outcome<Integer>> messages =
                    new Accounts(List.of(refused, gone, broken, good)).each(AccountsTest::messages);

            assertThat(messages).extracting(Outcome::account).containsExactly(refused, gone, broken, good);
            assertThat(why(messages.get(0))).isInstanceOf(LoginRefusedException.class);
            assertThat(why(messages.get(1))).isInstanceOf(OperatorUnavailableException.class);
            assertThat(why(messages.get(2))).hasMessage("no token store");
            assertThat(messages.get(3)).isEqualTo(new Outcome.Done<>(good, 0));
        }
    }

    private static int messages(LpsConnection account) throws IOException {
        try (Inbox inbox = account.inbox()) {
            return inbox.list().size();
        }
    }

    private static Exception why(Outcome<Integer> outcome) {
        return ((Outcome.Failed<Integer>) outcome).why();
    }
}
