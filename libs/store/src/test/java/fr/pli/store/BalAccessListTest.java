package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.AccessList.Use;
import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.registry.Bal;
import fr.pli.registry.BalAccess;
import fr.pli.registry.BalState;
import fr.pli.registry.GivenRights;
import fr.pli.registry.Right;
import fr.pli.wire.Identity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BalAccessListTest {

    private static final IdNatPs MARIE = new IdNatPs("899700000001");
    private static final IdNatPs PAUL = new IdNatPs("899700000002");
    private static final IdNatStruct HOSPITAL = new IdNatStruct("300000000099622");
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final MssAddress ADDRESS = MssAddress.parse("secretariat@ch-a.pli.mssante.fr");

    @Test
    void a_member_of_a_bal_org_has_the_rights_of_the_registry() {
        AccessList list = BalAccessList.of(org(), new Identity.Professional(PAUL), NOW);
        assertThat(list.own()).containsExactlyInAnyOrder(Use.READ, Use.SEND);
        assertThat(list.entries())
                .containsEntry(MARIE.value(), Set.of(Use.READ, Use.MANAGE))
                .containsEntry(PAUL.value(), Set.of(Use.READ, Use.SEND))
                .hasSize(2);
    }

    @Test
    void a_right_that_has_ended_or_not_begun_is_not_shown() {
        GivenRights ended = new GivenRights(Set.of(Right.WRITE), Optional.empty(), Optional.of(NOW));
        GivenRights later = new GivenRights(Set.of(Right.READ), Optional.of(NOW.plusSeconds(1)), Optional.empty());
        BalAccess org = given(BalType.ORG, Optional.empty(), Map.of(MARIE, ended, PAUL, later));
        assertThat(BalAccessList.of(org, new Identity.Professional(MARIE), NOW).own())
                .isEmpty();
        assertThat(BalAccessList.of(org, new Identity.Professional(MARIE), NOW.minusSeconds(1))
                        .own())
                .containsExactlyInAnyOrder(Use.READ, Use.CHANGE);
        assertThat(BalAccessList.of(org, application(), NOW).entries()).isEmpty();
    }

    @Test
    void whoever_has_lost_his_right_has_none() {
        assertThat(BalAccessList.of(org(), new Identity.Professional(new IdNatPs("899700000003")), NOW)
                        .own())
                .isEmpty();
    }

    @Test
    void the_structure_of_a_bal_org_does_not_open_it_by_certificate() {
        assertThat(BalAccessList.of(org(), application(), NOW).own()).isEmpty();
    }

    @Test
    void the_holder_of_a_bal_cab_has_all_rights_beside_those_he_gave() {
        BalAccess cab = access(BalType.CAB, Optional.of(MARIE), Map.of(PAUL, Set.of(Right.READ)));
        assertThat(BalAccessList.of(cab, new Identity.Professional(MARIE), NOW).own())
                .isEqualTo(AccessList.ALL);
        assertThat(BalAccessList.of(cab, new Identity.Professional(PAUL), NOW).own())
                .containsExactly(Use.READ);
        assertThat(BalAccessList.of(cab, new Identity.Holder(ADDRESS), NOW).own())
                .isEqualTo(AccessList.ALL);
    }

    @Test
    void an_application_has_all_rights_on_a_bal_of_its_structure() {
        BalAccess app = access(BalType.APP, Optional.empty(), Map.of());
        assertThat(BalAccessList.of(app, application(), NOW).own()).isEqualTo(AccessList.ALL);
    }

    private static Identity application() {
        return new Identity.Structure(HOSPITAL, "CN=test");
    }

    private static BalAccess org() {
        return access(
                BalType.ORG,
                Optional.empty(),
                Map.of(MARIE, Set.of(Right.READ, Right.MANAGE), PAUL, Set.of(Right.READ, Right.SEND)));
    }

    private static BalAccess access(BalType type, Optional<IdNatPs> holder, Map<IdNatPs, Set<Right>> rights) {
        return given(
                type,
                holder,
                rights.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> GivenRights.always(each.getValue()))));
    }

    private static BalAccess given(BalType type, Optional<IdNatPs> holder, Map<IdNatPs, GivenRights> rights) {
        Bal bal = new Bal(1, ADDRESS, type, holder, Optional.of(HOSPITAL), "", BalState.ACTIVE, false, 0);
        return new BalAccess(bal, rights, Set.of(HOSPITAL));
    }
}
