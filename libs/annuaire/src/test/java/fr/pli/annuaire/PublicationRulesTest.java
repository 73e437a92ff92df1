package fr.pli.annuaire;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.registry.Bal;
import fr.pli.registry.BalState;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationRulesTest {

    private static final PublicationRules RULES = new PublicationRules(
            Set.of(BalType.PER, BalType.ORG, BalType.APP, BalType.CAB), Set.of(BalType.PER, BalType.ORG));

    @ParameterizedTest
    @Requirement("R1-07")
    @CsvSource({
        "PER, CREATED, true",
        "PER, ACTIVE, true",
        "PER, UNPUBLISHED, false",
        "PER, NOTICE, false",
        "ORG, NOTICE, false",
        "APP, NOTICE, true",
        "CAB, NOTICE, true",
        "APP, SUSPENDED, false",
        "PER, DELETED, false"
    })
    void the_state_of_a_bal_says_whether_it_is_shown(BalType type, BalState state, boolean shown) {
        assertThat(RULES.wanted(bal(type, state, "a@ch-a.mssante.fr", false)).isPresent())
                .isEqualTo(shown);
    }

    @Test
    void liste_rouge_and_addresses_that_the_annuaire_does_not_take_are_not_shown() {
        assertThat(RULES.wanted(bal(BalType.PER, BalState.ACTIVE, "a@ch-a.mssante.fr", true)))
                .isEmpty();
        assertThat(RULES.wanted(bal(BalType.PER, BalState.ACTIVE, "a@mssante.fr", false)))
                .isEmpty();
    }

    @Test
    void a_bal_per_has_no_description_there() {
        assertThat(RULES.wanted(bal(BalType.PER, BalState.ACTIVE, "a@ch-a.mssante.fr", false))
                        .orElseThrow()
                        .description())
                .isEmpty();
        assertThat(RULES.wanted(bal(BalType.ORG, BalState.ACTIVE, "a@ch-a.mssante.fr", false))
                        .orElseThrow()
                        .description())
                .isEqualTo("Secrétariat");
    }

    private static Bal bal(BalType type, BalState state, String address, boolean listeRouge) {
        boolean person = type == BalType.PER || type == BalType.CAB;
        return new Bal(
                1,
                MssAddress.parse(address),
                type,
                person ? Optional.of(new IdNatPs("899700000017")) : Optional.empty(),
                person ? Optional.empty() : Optional.of(new IdNatStruct("1450000017")),
                "Secrétariat",
                state,
                listeRouge,
                0);
    }
}
