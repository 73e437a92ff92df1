package fr.pli.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root. This says as whom it runs, and starts its commands so. */
public enum PostgresUser {
    /** As the user of this process, who is not root. */
    SAME,
    /** Root in a user namespace without mapping: the files stay root's, the power is gone. */
    ROOT_WITHOUT_POWER,
    /** As nobody, where a container denies user namespaces to root. The data are nobody's then, and he must be able to reach them. */
    NOBODY;

    private static final int NOBODYS_ID = 65534;

    /** Whom this process can run PostgreSQL as. */
    public static PostgresUser find() throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return SAME;
        }
        return Shell.run(ROOT_WITHOUT_POWER.command(List.of("true"))).succeeded() ? ROOT_WITHOUT_POWER : NOBODY;
    }

    /** The command as he runs it. */
    public List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(
                switch (this) {
                    case SAME -> List.of();
                    case ROOT_WITHOUT_POWER -> List.of("unshare", "--user");
                    case NOBODY ->
                        List.of("setpriv", "--reuid=" + NOBODYS_ID, "--regid=" + NOBODYS_ID, "--clear-groups");
                });
        all.addAll(command);
        return all;
    }

    /** Gives him the folder and all in it. */
    public void own(Path folder) throws IOException {
        if (this != NOBODY) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                return give(path);
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                return give(path);
            }

            private FileVisitResult give(Path path) throws IOException {
                Files.setAttribute(path, "unix:uid", NOBODYS_ID);
                Files.setAttribute(path, "unix:gid", NOBODYS_ID);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
