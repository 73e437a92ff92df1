package fr.pli.store;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.imap.AccessList;
import fr.pli.imap.AccessList.Use;
import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.registry.Bal;
import fr.pli.registry.BalAccess;
import fr.pli.registry.BalState;
import fr.pli.registry.Right;
import fr.pli.wire.Identity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BalAccessListTest {

    private static final IdNatPs MARIE = new IdNatPs("899700000001");
    private static final IdNatPs PAUL = new IdNatPs("899700000002");
    private static final IdNatStruct HOSPITAL = new IdNatStruct("300000000099622");
    private static final MssAddress ADDRESS = MssAddress.parse("secretariat@ch-a.pli.mssante.fr");

    @Test
    void a_member_of_a_bal_org_has_the_rights_of_the_registry() {
        AccessList list = BalAccessList.of(org(), new Identity.Professional(PAUL));
        assertThat(list.own()).containsExactlyInAnyOrder(Use.READ, Use.SEND);
        assertThat(list.entries())
                .containsEntry(MARIE.value(), Set.of(Use.READ, Use.MANAGE))
                .containsEntry(PAUL.value(), Set.of(Use.READ, Use.SEND))
                .hasSize(2);
    }

    @Test
    void whoever_has_lost_his_right_has_none() {
        assertThat(BalAccessList.of(org(), new Identity.Professional(new IdNatPs("899700000003")))
                        .own())
                .isEmpty();
    }

    @Test
    void the_structure_of_a_bal_org_does_not_open_it_by_certificate() {
        assertThat(BalAccessList.of(org(), application()).own()).isEmpty();
    }

    @Test
    void the_holder_of_a_bal_cab_has_all_rights_beside_those_he_gave() {
        BalAccess cab = access(BalType.CAB, Optional.of(MARIE), Map.of(PAUL, Set.of(Right.READ)));
        assertThat(BalAccessList.of(cab, new Identity.Professional(MARIE)).own())
                .isEqualTo(AccessList.ALL);
        assertThat(BalAccessList.of(cab, new Identity.Professional(PAUL)).own()).containsExactly(Use.READ);
        assertThat(BalAccessList.of(cab, new Identity.Holder(ADDRESS)).own()).isEqualTo(AccessList.ALL);
    }

    @Test
    void an_application_has_all_rights_on_a_bal_of_its_structure() {
        BalAccess app = access(BalType.APP, Optional.empty(), Map.of());
        assertThat(BalAccessList.of(app, application()).own()).isEqualTo(AccessList.ALL);
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
        Bal bal = new Bal(1, ADDRESS, type, holder, Optional.of(HOSPITAL), "", BalState.ACTIVE, false, 0);
        return new BalAccess(bal, rights, Set.of(HOSPITAL));
    }
}
