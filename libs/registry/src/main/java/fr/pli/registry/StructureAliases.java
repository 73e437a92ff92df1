package fr.pli.registry;

import fr.pli.mss.IdNatStruct;
import fr.pli.postgres.Database;
import fr.pli.registry.RegistryException.Code;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;

/**
 * Identifiers that count as the same structure: FINESS of the legal entity, FINESS of a site, SIRET ({@code app.structure.match}). Every
 * method may throw {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class StructureAliases {

    private final Database database;
    private final Registry registry;

    public StructureAliases(Database database, Registry registry) {
        this.database = database;
        this.registry = registry;
    }

    /** One identifier that counts as another. */
    public record Alias(IdNatStruct alias, IdNatStruct structure) {}

    /** All of them, in order. */
    public List<Alias> list() {
        return database.run(jdbc -> jdbc.sql("SELECT alias, structure FROM structure_alias ORDER BY structure, alias")
                .query((row, number) ->
                        new Alias(new IdNatStruct(row.getString("alias")), new IdNatStruct(row.getString("structure"))))
                .list());
    }

    /**
     * Makes {@code alias} count as {@code structure}. Aliases make no chains: an alias of an alias counts as the structure behind it.
     *
     * @throws RegistryException ALIAS_EXISTS if it counts as a structure already, or has aliases of its own
     */
    public void add(Alias added, Actor by) throws RegistryException {
        registry.change(jdbc -> {
            int rows;
            try {
                rows = jdbc.sql("""
                        INSERT INTO structure_alias (alias, structure)
                        SELECT :alias, coalesce((SELECT structure FROM structure_alias WHERE alias = :structure), :structure)
                        WHERE NOT EXISTS (SELECT FROM structure_alias WHERE structure = :alias)
                        """)
                        .param("alias", added.alias().value())
                        .param("structure", added.structure().value())
                        .update();
            } catch (DuplicateKeyException e) {
                rows = 0;
            }
            if (rows == 0) {
                throw new RegistryException(
                        Code.ALIAS_EXISTS, added.alias() + " counts as a structure already, or others count as it");
            }
            return Audit.add(
                    jdbc, new AuditEntry(by, "alias-added", "", "done", added.alias() + "=" + added.structure()));
        });
    }

    /** Takes an alias away; nothing happens if there is none. */
    public void remove(IdNatStruct alias, Actor by) {
        registry.<Integer, RuntimeException>change(jdbc -> {
            jdbc.sql("DELETE FROM structure_alias WHERE alias = :alias")
                    .param("alias", alias.value())
                    .update();
            return Audit.add(jdbc, new AuditEntry(by, "alias-removed", "", "done", alias.value()));
        });
    }
}
