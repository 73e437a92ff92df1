package fr.pli.registry;

import fr.pli.postgres.Database;
import java.security.SecureRandom;

/** Secrets that all nodes of an operator share, such as the key material of TLS tickets. */
public final class Secrets {

    private final Database database;
    private final SecureRandom random = new SecureRandom();

    public Secrets(Database database) {
        this.database = database;
    }

    /**
     * The secret of that name: the first node that asks makes it, at random, and all get the same.
     *
     * @param length in octets, when it is made
     * @throws fr.pli.mss.StoreUnavailableException if the database is out of reach
     */
    public byte[] get(String name, int length) {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return database.run(jdbc -> {
            jdbc.sql("INSERT INTO secret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")
                    .param("name", name)
                    .param("value", made)
                    .update();
            return jdbc.sql("SELECT value FROM secret WHERE name = :name")
                    .param("name", name)
                    .query(byte[].class)
                    .single();
        });
    }
}
