package fr.pli.registry;

import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of the registry as values. */
public final class RegistryRows {

    /** The columns of a BAL. */
    public static final String BAL =
            "bal.id, bal.address, bal.type, bal.holder, bal.structure, bal.description, bal.state, bal.liste_rouge, bal.quota";

    private RegistryRows() {}

    /** A row with the columns of {@link #BAL}. */
    public static Bal bal(ResultSet row, int number) throws SQLException {
        return new Bal(
                row.getLong("id"),
                MssAddress.parse(row.getString("address")),
                BalType.valueOf(row.getString("type")),
                Optional.ofNullable(row.getString("holder")).map(IdNatPs::new),
                Optional.ofNullable(row.getString("structure")).map(IdNatStruct::new),
                row.getString("description"),
                BalState.valueOf(row.getString("state")),
                row.getBoolean("liste_rouge"),
                row.getLong("quota"));
    }

    /** The same with the arrays persons, rights (their words), froms and untils, in the same order, and structures. */
    static BalAccess access(ResultSet row, int number) throws SQLException {
        String[] persons = (String[]) row.getArray("persons").getArray();
        String[] words = (String[]) row.getArray("rights").getArray();
        Timestamp[] froms = (Timestamp[]) row.getArray("froms").getArray();
        Timestamp[] untils = (Timestamp[]) row.getArray("untils").getArray();
        Map<IdNatPs, GivenRights> rights = new LinkedHashMap<>();
        for (int i = 0; i < persons.length; i++) {
            rights.put(
                    new IdNatPs(persons[i]), new GivenRights(rights(words[i]), instant(froms[i]), instant(untils[i])));
        }
        String[] structures = (String[]) row.getArray("structures").getArray();
        return new BalAccess(
                bal(row, number),
                Collections.unmodifiableMap(rights),
                Arrays.stream(structures).map(IdNatStruct::new).collect(Collectors.toUnmodifiableSet()));
    }

    private static Optional<Instant> instant(@Nullable Timestamp at) {
        return Optional.ofNullable(at).map(Timestamp::toInstant);
    }

    private static Set<Right> rights(String words) {
        return Arrays.stream(words.split(" ")).map(Right::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
