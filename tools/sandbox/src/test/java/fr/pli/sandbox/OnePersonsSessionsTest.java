package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.prosanteconnect.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One person with more sessions than her software needs: the places of her BAL end, those of the others do not. */
@ExtendWith(Besieged.class)
class OnePersonsSessionsTest {

    private static final int PLACES = 50;

    @Test
    void end_at_a_number(Siege siege) throws Exception {
        List<LineClient> open = new ArrayList<>();
        siege.withstands(() -> {
            for (int n = 0; n < PLACES; n++) {
                open.add(siege.inbox(People.MARIE));
            }
            String bal = People.MARIE.bal().toString();
            String token = siege.sandbox().psc().token(TokenKind.GOOD, People.MARIE.id());
            try (LineClient imap = siege.connections().imaps("persons", Optional.empty());
                    LineClient smtp = siege.connections().submissions("persons", Optional.empty())) {
                assertThat(imap.imap("a", "AUTHENTICATE XOAUTH2 " + LineClient.xoauth2(bal, token)))
                        .startsWith("NO [UNAVAILABLE]");
                assertThat(smtp.smtp("AUTH XOAUTH2 " + LineClient.xoauth2(bal, token)))
                        .startsWith("454 4.7.0");
            }
        });
        for (LineClient client : open) {
            client.close();
        }
    }
}
