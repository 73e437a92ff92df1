package fr.pli.boot;

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
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may use the REST API: a file of lines {@code name=token}, or {@code name:read=token} and {@code name:metrics=token} for who may do
 * less ({@link ApiRole}). Nobody else reads it. The first start makes a line for {@code admin}. Names are what the audit shows.
 */
public final class ApiTokens {

    private static final int TOKEN_OCTETS = 32;

    private static final Pattern LINE = Pattern.compile(
            "\\s*(?<name>[\\w.-]+)(:(?<role>admin|read|metrics|software|auditor))?\\s*=\\s*(?<token>\\S{32,})\\s*");

    private final List<Entry> entries;

    private ApiTokens(List<Entry> entries) {
        this.entries = entries;
    }

    /** Who holds a token. */
    public record Bearer(String name, ApiRole role) {}

    private record Entry(Bearer bearer, String token) {}

    /**
     * Reads the file, or makes it.
     *
     * @throws IOException if it cannot be read or made
     * @throws WrongKeyException if a line is not {@code name=token} with a known role and a token of 32 characters at least
     */
    public static ApiTokens in(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "admin=" + newToken() + "\n");
        }
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                entries.add(entry(file, entries.size() + 1, line));
            }
        }
        return new ApiTokens(List.copyOf(entries));
    }

    /** Whose a token is; takes as long for a wrong one as for a right one. */
    public Optional<Bearer> bearer(String token) {
        byte[] shown = token.getBytes(StandardCharsets.UTF_8);
        Optional<Bearer> bearer = Optional.empty();
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.token.getBytes(StandardCharsets.UTF_8), shown)) {
                bearer = Optional.of(entry.bearer);
            }
        }
        return bearer;
    }

    /** The line itself is not told: it may hold a token. */
    private static Entry entry(Path file, int number, String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new WrongKeyException(
                    file.toString(),
                    "entry " + number + " will not do",
                    "name=token, name:read=token or " + "name:metrics=token, the token of 32 characters at least");
        }
        String role = Optional.ofNullable(matcher.group("role")).orElse("admin");
        Bearer bearer = new Bearer(matcher.group("name"), ApiRole.valueOf(role.toUpperCase(Locale.ROOT)));
        return new Entry(bearer, matcher.group("token"));
    }

    private static String newToken() {
        byte[] octets = new byte[TOKEN_OCTETS];
        new SecureRandom().nextBytes(octets);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
