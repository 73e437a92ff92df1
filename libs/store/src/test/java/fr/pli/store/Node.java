package fr.pli.store;

import fr.pli.postgres.Database;
import fr.pli.postgres.TestPostgres;
import fr.pli.registry.Registry;

/** One node of an operator, as far as the store goes. */
public record Node(Database database, Watches watches, PostgresMailStore mail, Acceptance acceptance, Registry registry)
        implements AutoCloseable {

    Node(TestPostgres postgres) {
        this(postgres.open());
    }

    private Node(Database database) {
        this(database, new Registry(database), new Watches(database));
    }

    private Node(Database database, Registry registry, Watches watches) {
        this(
                database,
                watches,
                new PostgresMailStore(database, registry, watches),
                new Acceptance(database, watches),
                registry);
    }

    @Override
    public void close() {
        watches.close();
        database.close();
    }
}
