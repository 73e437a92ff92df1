package fr.pli.operator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who may use the REST API: a file of lines {@code name=token}, read by nobody else. The first start makes one for {@code admin}. Names
 * are what the audit shows.
 */
final class ApiTokens {

    private static final int TOKEN_OCTETS = 32;

    private final List<Entry> entries;

    private ApiTokens(List<Entry> entries) {
        this.entries = entries;
    }

    private record Entry(String name, String token) {}

    /**
     * Reads the file, or makes it.
     *
     * @throws IOException if it cannot be read or made, or a line is not {@code name=token} with a token of 32 characters at least
     */
    static ApiTokens in(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "admin=" + newToken() + "\n");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (equals < 1 || line.length() - equals <= TOKEN_OCTETS) {
                throw new IOException(file + ": a line is not name=token with a token of 32 characters at least");
            }
            entries.add(new Entry(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip()));
        }
        return new ApiTokens(List.copyOf(entries));
    }

    /** The name behind a token; takes as long for a wrong one as for a right one. */
    Optional<String> nameOf(String token) {
        byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        Optional<String> name = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.token.getBytes(StandardCharsets.UTF_8), shown)) {
                name = Optional.of(entry.name);
            }
        }
        return name;
    }

    private static String newToken() {
        byte[] octets = new byte[TOKEN_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
