package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.registry.Registry;
import fr.pli.smtp.SmtpClient;
import fr.pli.wire.Identity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As whom one may send, with the BAL of {@link People}. */
class SenderRuleTest {

    private static final SenderRule RULE =
            new SenderRule(House.only().bean(Registry.class), java.time.InstantSource.system());

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        // the holder, as his own BAL in any case, and as nobody else's
        "899700000017, marie.martin, true",
        "899700000017, Marie.MARTIN, true",
        "899700000017, cabinet.martin, true",
        "899700000017, paul.durand, false",
        "899700000017, suspendu, false",
        "899700000017, personne, false",
        // who has a right: that to send, not that to read
        "899700000033, cardiologie, true",
        "899700000041, cardiologie, false",
        "899700000033, cabinet.martin, false",
        // a person is no application
        "899700000017, resultats, false",
    })
    void a_person_sends_as_what_is_his_or_was_given_to_him(String person, String sender, boolean may) {
        assertThat(maySend(new Identity.Professional(new IdNatPs(person)), sender))
                .isEqualTo(may);
    }

    @ParameterizedTest(name = "{0} as {1}: {2}")
    @CsvSource({
        "1690000028, resultats, true",
        "1690000028, archives, true",
        "1590000035, resultats, false",
        "1690000028, personne, false",
        // a BAL ORG is for persons, also where it is of the same structure
        "1450000017, cardiologie, false",
        "1690000028, marie.martin, false",
    })
    void an_application_sends_as_each_bal_app_of_its_structure(String structure, String sender, boolean may) {
        assertThat(maySend(new Identity.Structure(new IdNatStruct(structure), "CN=test"), sender))
                .isEqualTo(may);
    }

    private static boolean maySend(Identity who, String sender) {
        return RULE.maySendAs(new SmtpClient.Authenticated(who, People.bal("marie.martin")), People.bal(sender));
    }
}
