package fr.pli.store;

/** One node of an operator, as far as the store goes. */
record Node(Database database, Watches watches, PostgresMailStore mail, Acceptance acceptance, Registry registry)
        implements AutoCloseable {

    Node(TestPostgres postgres) {
        this(postgres.open());
    }

    private Node(Database database) {
        this(database, new Watches(database));
    }

    private Node(Database database, Watches watches) {
        this(
                database,
                watches,
                new PostgresMailStore(database, watches),
                new Acceptance(database, watches),
                new Registry(database));
    }

    @Override
    public void close() {
        watches.close();
        database.close();
    }
}
