package fr.pli.registry;

import fr.pli.mss.MssAddress;
import fr.pli.postgres.Database;
import fr.pli.postgres.ReadableRows;
import fr.pli.registry.RegistryException.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Domains and BAL. Each change and its line of audit are one transaction. Every method may throw
 * {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class Registry {

    private static final int MAX_LIST = 1000;

    private final Database database;
    private final FirstFolders folders;
    private final AccessCache known = new AccessCache(System::nanoTime);
    private final AccessChanges changes;

    /** One whose new BAL have INBOX alone. */
    public Registry(Database database) {
        this(database, FirstFolders.NONE);
    }

    /** @param folders of a new BAL */
    public Registry(Database database, FirstFolders folders) {
        this.database = database;
        this.folders = folders;
        this.changes = new AccessChanges(database, known, System::nanoTime);
    }

    /** A BAL by its address, in any case; also a suspended or a deleted one. As fresh as {@link #access}. */
    public Optional<Bal> find(MssAddress address) {
        return access(address).map(BalAccess::bal);
    }

    /** A BAL with all those who may open it. What another node changed is seen a second later (decision 0806). */
    public Optional<BalAccess> access(MssAddress address) {
        changes.lookIfDue();
        return known.get(address, () -> load(address));
    }

    /** Runs a change to what {@link #access} tells, in a transaction; from its commit on nothing of before is told here. */
    public <T, E extends Exception> T change(Database.Work<T, E> work) throws E {
        try {
            return database.transaction(work);
        } finally {
            known.changed();
        }
    }

    private Optional<BalAccess> load(MssAddress address) {
        return database.run(jdbc -> jdbc.sql("""
                SELECT %s,
                       ARRAY(SELECT person FROM bal_right WHERE bal_id = bal.id ORDER BY person) AS persons,
                       ARRAY(SELECT concat_ws(' ', CASE WHEN may_read THEN 'READ' END,
                                                   CASE WHEN may_write THEN 'WRITE' END,
                                                   CASE WHEN may_send THEN 'SEND' END,
                                                   CASE WHEN may_manage THEN 'MANAGE' END)
                             FROM bal_right WHERE bal_id = bal.id ORDER BY person) AS rights,
                       ARRAY(SELECT valid_from FROM bal_right WHERE bal_id = bal.id ORDER BY person) AS froms,
                       ARRAY(SELECT valid_until FROM bal_right WHERE bal_id = bal.id ORDER BY person) AS untils,
                       ARRAY(SELECT main.structure WHERE main.structure IS NOT NULL
                             UNION SELECT alias FROM structure_alias WHERE structure = main.structure) AS structures
                FROM bal
                LEFT JOIN structure_alias own ON own.alias = bal.structure
                CROSS JOIN LATERAL (SELECT coalesce(own.structure, bal.structure) AS structure) main
                WHERE address_key = :key
                """.formatted(RegistryRows.BAL))
                .param("key", address.key())
                .query(RegistryRows::access)
                .optional());
    }

    /**
     * BAL of a domain in order of address, deleted ones left out.
     *
     * @param after the last address of the page before; empty for the first page
     * @param limit at most 1000
     */
    public List<Bal> list(String domain, String after, int limit) {
        return database.run(jdbc -> jdbc
                .sql("""
                SELECT %s FROM bal
                WHERE domain = :domain AND address_key > :after AND state <> 'DELETED'
                ORDER BY address_key
                LIMIT :limit
                """.formatted(RegistryRows.BAL))
                .param("domain", domain.toLowerCase(Locale.ROOT))
                .param("after", after.toLowerCase(Locale.ROOT))
                .param("limit", Math.min(limit, MAX_LIST))
                .query(ReadableRows.rows(RegistryRows::bal))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }

    /**
     * Creates a BAL with its INBOX.
     *
     * @throws RegistryException DOMAIN_UNKNOWN, ADDRESS_TAKEN, OWNER_DOES_NOT_FIT_TYPE
     */
    public Bal create(NewBal wanted, Actor by) throws RegistryException {
        return database.transaction(jdbc -> create(jdbc, wanted, by));
    }

    /**
     * The same with another line of audit, which is there if the BAL is.
     *
     * @throws RegistryException as {@link #create(NewBal, Actor)}
     */
    public Bal create(NewBal wanted, AuditEntry why) throws RegistryException {
        return database.transaction(jdbc -> {
            Bal bal = create(jdbc, wanted, why.actor());
            Audit.add(jdbc, why);
            return bal;
        });
    }

    /** The same inside a transaction that does more. */
    Bal create(JdbcClient jdbc, NewBal wanted, Actor by) throws RegistryException {
        Bal bal = insert(jdbc, wanted);
        jdbc.sql("INSERT INTO mailbox (bal_id, name) VALUES (:bal, 'INBOX')")
                .param("bal", bal.id())
                .update();
        folders.create(jdbc, bal.id());
        audit(jdbc, by, "bal-created", bal.address());
        return bal;
    }

    /**
     * Moves a BAL to another state, as an administrator may ({@link BalState#mayBeMovedTo}). Set active, it is as if it had been opened: no
     * deletion is announced any longer, and the time of MSS 14 and MSS 19 counts from now.
     *
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED, TRANSITION_REFUSED
     */
    public Bal moveTo(BalState state, MssAddress address, Actor by) throws RegistryException {
        return change(jdbc -> {
            Bal bal = live(jdbc, address);
            if (!bal.state().mayBeMovedTo(state)) {
                throw new RegistryException(
                        Code.TRANSITION_REFUSED,
                        "BAL " + address + " is " + bal.state() + ": it may be made ACTIVE or SUSPENDED, not " + state
                                + (state == BalState.DELETED ? "; to delete it, use DELETE" : ""));
            }
            audit(jdbc, by, "bal-" + state.name().toLowerCase(Locale.ROOT), bal.address());
            return jdbc.sql("""
                    UPDATE bal
                    SET state = :state,
                        notices = CASE WHEN :active THEN 0 ELSE notices END,
                        noticed_at = CASE WHEN :active THEN NULL ELSE noticed_at END,
                        renewed_at = CASE WHEN :active THEN now() ELSE renewed_at END
                    WHERE id = :id
                    RETURNING %s
                    """.formatted(RegistryRows.BAL))
                    .param("state", state.name())
                    .param("active", state == BalState.ACTIVE)
                    .param("id", bal.id())
                    .query(RegistryRows::bal)
                    .single();
        });
    }

    /**
     * Deletes a BAL for ever: its content is swept away, its address stays taken.
     *
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED
     */
    public Bal delete(MssAddress address, Actor by) throws RegistryException {
        return change(jdbc -> {
            Bal bal = live(jdbc, address);
            audit(jdbc, by, "bal-deleted", bal.address());
            return jdbc.sql("UPDATE bal SET state = 'DELETED', deleted_at = now() WHERE id = :id RETURNING %s"
                            .formatted(RegistryRows.BAL))
                    .param("id", bal.id())
                    .query(RegistryRows::bal)
                    .single();
        });
    }

    /**
     * Changes what may change of a BAL.
     *
     * @param quota octets; 0 means none
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED
     */
    public Bal describe(MssAddress address, String description, boolean listeRouge, long quota, Actor by)
            throws RegistryException {
        return change(jdbc -> {
            Bal bal = live(jdbc, address);
            audit(jdbc, by, "bal-changed", bal.address());
            return jdbc.sql("""
                    UPDATE bal SET description = :description, liste_rouge = :listeRouge, quota = :quota
                    WHERE id = :id
                    RETURNING %s
                    """.formatted(RegistryRows.BAL))
                    .param("description", description)
                    .param("listeRouge", listeRouge)
                    .param("quota", quota)
                    .param("id", bal.id())
                    .query(RegistryRows::bal)
                    .single();
        });
    }

    /** The operator's domains, in order. */
    public List<String> domains() {
        return database.run(jdbc -> jdbc.sql("SELECT name FROM domain ORDER BY name")
                .query(String.class)
                .list());
    }

    /** @throws RegistryException DOMAIN_EXISTS */
    public void addDomain(String name, Actor by) throws RegistryException {
        String domain = name.toLowerCase(Locale.ROOT);
        database.transaction(jdbc -> {
            int added = jdbc.sql("INSERT INTO domain (name) VALUES (:name) ON CONFLICT DO NOTHING")
                    .param("name", domain)
                    .update();
            if (added == 0) {
                throw new RegistryException(Code.DOMAIN_EXISTS, "domain " + domain + " exists already");
            }
            return Audit.add(jdbc, new AuditEntry(by, "domain-added", "", "done", domain));
        });
    }

    /**
     * A BAL that is not deleted, locked until the transaction ends: before any of its mailboxes.
     *
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED
     */
    public static Bal live(JdbcClient jdbc, MssAddress address) throws RegistryException {
        Bal bal = jdbc.sql("SELECT " + RegistryRows.BAL + " FROM bal WHERE address_key = :key FOR NO KEY UPDATE")
                .param("key", address.key())
                .query(RegistryRows::bal)
                .optional()
                .orElseThrow(() -> new RegistryException(Code.BAL_UNKNOWN, "no BAL " + address));
        if (bal.state() == BalState.DELETED) {
            throw new RegistryException(Code.BAL_DELETED, "BAL " + address + " is deleted");
        }
        return bal;
    }

    public static void audit(JdbcClient jdbc, Actor by, String action, MssAddress bal) {
        Audit.add(jdbc, AuditEntry.done(by, action, bal.toString()));
    }

    private static Bal insert(JdbcClient jdbc, NewBal wanted) throws RegistryException {
        MssAddress address = wanted.address();
        if (!wanted.ownerFitsType()) {
            throw new RegistryException(
                    Code.OWNER_DOES_NOT_FIT_TYPE,
                    "PER and CAB need a holder, ORG and APP a structure and no holder; not so: " + address);
        }
        boolean ours = jdbc.sql("SELECT count(*) FROM domain WHERE name = :domain")
                        .param("domain", address.domain())
                        .query(int.class)
                        .single()
                == 1;
        if (!ours) {
            throw new RegistryException(Code.DOMAIN_UNKNOWN, address.domain() + " is not a domain of this operator");
        }
        try {
            return jdbc.sql("""
                    INSERT INTO bal (address, address_key, domain, type, holder, structure, description, liste_rouge, quota)
                    VALUES (:address, :key, :domain, :type, :holder, :structure, :description, :listeRouge, :quota)
                    RETURNING %s
                    """.formatted(RegistryRows.BAL))
                    .param("address", address.toString())
                    .param("key", address.key())
                    .param("domain", address.domain())
                    .param("type", wanted.type().name())
                    .param("holder", wanted.holder().map(Object::toString).orElse(null))
                    .param("structure", wanted.structure().map(Object::toString).orElse(null))
                    .param("description", wanted.description())
                    .param("listeRouge", wanted.listeRouge())
                    .param("quota", wanted.quota())
                    .query(RegistryRows::bal)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new RegistryException(Code.ADDRESS_TAKEN, "the address " + address + " is taken");
        }
    }
}
