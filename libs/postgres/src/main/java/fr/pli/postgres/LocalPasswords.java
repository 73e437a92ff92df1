package fr.pli.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of a local PostgreSQL: made once, kept in a file that only its owner reads. */
record LocalPasswords(String admin, String owner, String application) {

    private static final String FILE = "passwords.properties";

    /** Those of the folder; made if there are none yet. */
    static LocalPasswords in(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            write(new LocalPasswords(random(), random(), random()), file);
        }
        Properties kept = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            kept.load(in);
        }
        return new LocalPasswords(
                required(kept, "admin", file), required(kept, "owner", file), required(kept, "application", file));
    }

    private static void write(LocalPasswords passwords, Path file) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("admin", passwords.admin);
        kept.setProperty("owner", passwords.owner);
        kept.setProperty("application", passwords.application);
        Path unfinished = Files.createTempFile(
                file.getParent(),
                "passwords",
                null,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (Writer out = Files.newBufferedWriter(unfinished)) {
            kept.store(out, "Passwords of the local PostgreSQL, by role");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String required(Properties kept, String role, Path file) throws IOException {
        String password = kept.getProperty(role);
        if (password == null) {
            throw new IOException(file + " lacks the password of " + role);
        }
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** Nothing of them. */
    @Override
    public String toString() {
        return "LocalPasswords";
    }
}
