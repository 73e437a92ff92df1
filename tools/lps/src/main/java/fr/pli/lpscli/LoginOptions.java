package fr.pli.lpscli;

import fr.pli.lps.Login;
import fr.pli.tls.KeySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How to log in, one of two ways. Secrets come from files or standard input, for others can read arguments. */
final class LoginOptions {

    private static final int LONGEST = 16_384;

    @Option(names = "--token-file", paramLabel = "FILE", required = true)
    private @Nullable Path tokenFile;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private @Nullable Application application;

    private static final class Application {

        @Option(names = "--certificate", paramLabel = "FILE.p12", required = true)
        private Path certificate = Path.of("");

        @Option(names = "--password-file", paramLabel = "FILE", required = true)
        private Path passwordFile = Path.of("");
    }

    /** A token file is read for each login, so that another program may keep it fresh; standard input, named {@code -}, once. */
    Login login() throws IOException {
        if (application != null) {
            return new Login.Application(new KeySource.Pkcs12(application.certificate, line(application.passwordFile)));
        }
        Path file = Objects.requireNonNull(tokenFile, "the group asks for one of the two");
        if (!file.equals(Path.of("-"))) {
            return new Login.Person(() -> token(line(file), file));
        }
        String token = token(line(System.in), file);
        return new Login.Person(() -> token);
    }

    private static String line(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return line(in);
        } catch (FileSystemException e) {
            throw e; // names the file
        } catch (IOException e) {
            throw new SaidException("file.failed", file);
        }
    }

    /** The file with the certificate of the application, if it is one that logs in. */
    Optional<Path> certificate() {
        return Optional.ofNullable(application).map(one -> one.certificate);
    }

    private static String line(InputStream in) throws IOException {
        return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
    }

    private static String token(String text, Path file) throws IOException {
        if (!text.matches("[\\x21-\\x7E]+")) {
            throw new SaidException("no-token", file);
        }
        return text;
    }
}
