package fr.pli.registry;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.registry.RegistryException.Code;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who opens a BAL ORG or CAB: the list that the operator keeps (api-lps.md section 6, step 4). Read it with
 * {@link Registry#access(MssAddress)}. Every method may throw {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class Rights {

    private final Registry registry;

    public Rights(Registry registry) {
        this.registry = registry;
    }

    /**
     * Gives a person these rights on a BAL, and no other, without a bound in time.
     *
     * @param rights empty takes all rights away
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED, NO_RIGHTS_ON_THIS_TYPE
     */
    public void set(MssAddress address, IdNatPs person, Set<Right> rights, Actor by) throws RegistryException {
        set(address, person, GivenRights.always(rights), by);
    }

    /**
     * Gives a person these rights on a BAL, and no other.
     *
     * @param given without any right, takes all away
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED, NO_RIGHTS_ON_THIS_TYPE
     */
    public void set(MssAddress address, IdNatPs person, GivenRights given, Actor by) throws RegistryException {
        Set<Right> rights = given.rights();
        registry.change(jdbc -> {
            Bal bal = Registry.live(jdbc, address);
            if (bal.type() != BalType.ORG && bal.type() != BalType.CAB) {
                throw new RegistryException(
                        Code.NO_RIGHTS_ON_THIS_TYPE, address + " is a BAL " + bal.type() + ": nobody else opens it");
            }
            jdbc.sql("DELETE FROM bal_right WHERE bal_id = :bal AND person = :person")
                    .param("bal", bal.id())
                    .param("person", person.value())
                    .update();
            if (!rights.isEmpty()) {
                jdbc.sql("""
                        INSERT INTO bal_right (bal_id, person, may_read, may_write, may_send, may_manage, valid_from, valid_until)
                        VALUES (:bal, :person, :read, :write, :send, :manage, :from, :until)
                        """)
                        .param("bal", bal.id())
                        .param("person", person.value())
                        .param("read", rights.contains(Right.READ))
                        .param("write", rights.contains(Right.WRITE))
                        .param("send", rights.contains(Right.SEND))
                        .param("manage", rights.contains(Right.MANAGE))
                        .param("from", at(given.from()))
                        .param("until", at(given.until()))
                        .update();
            }
            String action = rights.isEmpty() ? "right-taken" : "right-given";
            return Audit.add(jdbc, new AuditEntry(by, action, bal.address().toString(), "done", person.value()));
        });
    }

    private static @Nullable OffsetDateTime at(Optional<Instant> instant) {
        return instant.map(one -> one.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
