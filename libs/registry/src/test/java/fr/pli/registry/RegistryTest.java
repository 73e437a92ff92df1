package fr.pli.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.RegistryException.Code;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistryTest {

    private static final Actor ADMIN = new Actor("admin", "s1");
    private static final IdNatPs MARIE = new IdNatPs("899700000001");
    private static final IdNatPs PAUL = new IdNatPs("899700000002");
    private static final IdNatStruct HOSPITAL = new IdNatStruct("1750000001");
    private static final IdNatStruct SITE = new IdNatStruct("1750000002");

    private static TestPostgres postgres;
    private static Database database;
    private static Registry registry;

    @BeforeAll
    static void open() throws Exception {
        postgres = TestPostgres.fresh();
        database = postgres.open();
        registry = new Registry(database);
        registry.addDomain("Medecin.pli.mssante.fr", ADMIN);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_text_with_nul_is_refused_and_no_outage() {
        assertThat(catchThrowable(() -> registry.list("a\0b", "", 10)))
                .isInstanceOf(fr.pli.mss.StoreRefusedException.class);
        assertThat(registry.domains()).isNotEmpty();
    }

    @Test
    void an_administrator_suspends_and_sets_active_and_nothing_else() throws Exception {
        registry.create(NewBal.per(address("moved"), MARIE), ADMIN);
        for (BalState state : BalState.values()) {
            if (state != BalState.ACTIVE && state != BalState.SUSPENDED) {
                refused(Code.TRANSITION_REFUSED, () -> registry.moveTo(state, address("moved"), ADMIN));
            }
        }
        assertThat(registry.moveTo(BalState.SUSPENDED, address("moved"), ADMIN).state())
                .isEqualTo(BalState.SUSPENDED);
        assertThat(registry.moveTo(BalState.ACTIVE, address("moved"), ADMIN).state())
                .isEqualTo(BalState.ACTIVE);
    }

    @Test
    void bal_is_found_in_any_case() throws Exception {
        registry.create(NewBal.per(address("Marie.Martin"), MARIE), ADMIN);
        assertThat(registry.find(address("marie.MARTIN")))
                .hasValueSatisfying(bal -> assertThat(bal.address().local()).isEqualTo("Marie.Martin"));
    }

    @Test
    void address_is_taken_once_even_after_deletion() throws Exception {
        registry.create(NewBal.per(address("gone"), MARIE), ADMIN);
        registry.delete(address("gone"), ADMIN);
        refused(Code.ADDRESS_TAKEN, () -> registry.create(NewBal.per(address("GONE"), PAUL), ADMIN));
    }

    @Test
    void deleted_bal_stays_deleted() throws Exception {
        registry.create(NewBal.per(address("dead"), MARIE), ADMIN);
        registry.delete(address("dead"), ADMIN);
        refused(Code.BAL_DELETED, () -> registry.moveTo(BalState.ACTIVE, address("dead"), ADMIN));
    }

    @Test
    void foreign_domain_has_no_bal_here() {
        refused(
                Code.DOMAIN_UNKNOWN,
                () -> registry.create(NewBal.per(MssAddress.parse("x@ch-b.mssante.fr"), MARIE), ADMIN));
    }

    @Test
    @Requirement("MSS 10.x")
    void bal_app_has_a_structure_and_no_holder() {
        NewBal app = NewBal.app(address("labo"), HOSPITAL);
        NewBal held =
                new NewBal(app.address(), app.type(), java.util.Optional.of(MARIE), app.structure(), "", false, 0);
        refused(Code.OWNER_DOES_NOT_FIT_TYPE, () -> registry.create(held, ADMIN));
    }

    @Test
    void holder_of_a_personal_bal_may_do_everything_and_nobody_else_anything() throws Exception {
        registry.create(NewBal.per(address("own"), MARIE), ADMIN);
        BalAccess access = registry.access(address("own")).orElseThrow();
        assertThat(access.allows(MARIE, Right.SEND, Instant.now())).isTrue();
        assertThat(access.allows(PAUL, Right.READ, Instant.now())).isFalse();
    }

    @Test
    void person_opens_an_organisation_bal_by_right() throws Exception {
        registry.create(NewBal.org(address("urgences"), HOSPITAL), ADMIN);
        Rights rights = new Rights(registry);
        rights.set(address("urgences"), MARIE, EnumSet.of(Right.READ, Right.SEND), ADMIN);
        rights.set(address("urgences"), PAUL, EnumSet.of(Right.READ), ADMIN);
        rights.set(address("urgences"), PAUL, Set.of(), ADMIN);
        BalAccess access = registry.access(address("urgences")).orElseThrow();
        assertThat(access.allows(MARIE, Right.SEND, Instant.now())).isTrue();
        assertThat(access.allows(MARIE, Right.MANAGE, Instant.now())).isFalse();
        assertThat(access.allows(PAUL, Right.READ, Instant.now())).isFalse();
    }

    @Test
    void nobody_gets_a_right_on_a_personal_bal() throws Exception {
        registry.create(NewBal.per(address("private"), MARIE), ADMIN);
        refused(
                Code.NO_RIGHTS_ON_THIS_TYPE,
                () -> new Rights(registry).set(address("private"), PAUL, Set.of(Right.READ), ADMIN));
    }

    @Test
    void identifiers_of_one_structure_count_as_the_same() throws Exception {
        registry.create(NewBal.app(address("scanner"), SITE), ADMIN);
        assertThat(registry.access(address("scanner")).orElseThrow().belongsTo(HOSPITAL))
                .isFalse();
        StructureAliases aliases = new StructureAliases(database, registry);
        aliases.add(new StructureAliases.Alias(SITE, HOSPITAL), ADMIN);
        IdNatStruct siret = new IdNatStruct("326590000000012");
        aliases.add(new StructureAliases.Alias(siret, SITE), ADMIN);
        assertThat(registry.access(address("scanner")).orElseThrow().structures())
                .containsExactlyInAnyOrder(HOSPITAL, SITE, siret);
        refused(Code.ALIAS_EXISTS, () -> aliases.add(new StructureAliases.Alias(HOSPITAL, SITE), ADMIN));
        aliases.remove(SITE, ADMIN);
        assertThat(registry.access(address("scanner")).orElseThrow().structures())
                .containsExactly(SITE);
    }

    @Test
    void list_goes_page_by_page() throws Exception {
        registry.addDomain("pages.mssante.fr", ADMIN);
        for (String local : List.of("c", "A", "b")) {
            registry.create(NewBal.per(MssAddress.parse(local + "@pages.mssante.fr"), MARIE), ADMIN);
        }
        List<Bal> first = registry.list("pages.mssante.fr", "", 2);
        List<Bal> second =
                registry.list("pages.mssante.fr", first.getLast().address().toString(), 2);
        assertThat(first).extracting(bal -> bal.address().local()).containsExactly("A", "b");
        assertThat(second).extracting(bal -> bal.address().local()).containsExactly("c");
    }

    @Test
    void each_change_leaves_a_line_of_audit() throws Exception {
        registry.create(NewBal.org(address("traced"), HOSPITAL), new Actor("chief", "s7"));
        new Rights(registry).set(address("traced"), PAUL, Set.of(Right.READ), new Actor("chief", "s8"));
        registry.moveTo(BalState.SUSPENDED, address("traced"), new Actor("chief", "s9"));
        assertThat(audit("bal = '" + address("traced") + "'"))
                .containsExactly(
                        "chief bal-created s7 done ",
                        "chief right-given s8 done 899700000002",
                        "chief bal-suspended s9 done ");
    }

    @Test
    void refused_change_leaves_nothing() throws Exception {
        registry.create(NewBal.per(address("once"), MARIE), ADMIN);
        refused(Code.ADDRESS_TAKEN, () -> registry.create(NewBal.per(address("once"), PAUL), new Actor("twice", "s2")));
        assertThat(audit("who = 'twice'")).isEmpty();
    }

    @Test
    void application_cannot_read_or_change_the_audit() {
        assertThatThrownBy(() -> execute("SELECT who FROM audit")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute("DELETE FROM audit")).hasMessageContaining("permission denied");
        assertThatThrownBy(() -> execute("UPDATE indicator SET size = 0")).hasMessageContaining("permission denied");
    }

    @Test
    void all_nodes_get_the_same_secret() {
        byte[] secret = new Secrets(database).get("tickets", 48);
        try (Database other = postgres.open()) {
            assertThat(new Secrets(other).get("tickets", 48)).hasSize(48).isEqualTo(secret);
        }
    }

    private static MssAddress address(String local) {
        return new MssAddress(local, "medecin.pli.mssante.fr");
    }

    private static void refused(Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static void execute(String statement) throws SQLException {
        try (Connection connection = TestPostgres.connect(postgres.application())) {
            connection.createStatement().execute(statement);
        }
    }

    private static List<String> audit(String condition) throws SQLException {
        return postgres.ask("SELECT concat_ws(' ', who, action, session, outcome, reason) FROM audit WHERE " + condition
                + " ORDER BY at");
    }
}
