package fr.pli.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A secret of the configuration: in a key itself, or in the file that a key with {@code -file} names, which shows it in no process list. */
final class ConfiguredSecret {

    private static final String ACCEPTED = "a file with the secret";

    private ConfiguredSecret() {}

    /**
     * What a pair of keys says.
     *
     * @param key the one that has the secret itself; the other one ends in {@code -file}
     * @param inline empty if there is none
     * @return empty if neither key says anything
     * @throws WrongKeyException if both do, or the file is of no use
     */
    static String of(String key, String inline, @Nullable Path file) {
        if (file == null) {
            return inline;
        }
        if (!inline.isEmpty()) {
            throw new WrongKeyException(key, "so does " + key + "-file say it", "one of them");
        }
        return in(key + "-file", file);
    }

    /** What a file has that a key names, without white space around it. @throws WrongKeyException if it is of no use */
    static String in(String key, Path file) {
        try {
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new WrongKeyException(key, file + " is empty", ACCEPTED);
            }
            return secret;
        } catch (IOException e) {
            throw new WrongKeyException(key, file + " cannot be read", ACCEPTED, e);
        }
    }
}
