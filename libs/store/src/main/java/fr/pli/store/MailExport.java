package fr.pli.store;

import fr.pli.postgres.Database;
import fr.pli.registry.Bal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All messages of a BAL in a ZIP: a folder for each mailbox, a file {@code 0000001.eml} for each message, named by its UID, with its octets as they
 * came. It streams, however much there is; every method may throw {@link fr.pli.mss.StoreUnavailableException}.
 */
public final class MailExport {

    private static final int AT_ONCE = 500;
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N} ._/-]|\\.\\.|^/");

    private final Database database;

    public MailExport(Database database) {
        this.database = database;
    }

    private record Box(long id, String name) {}

    private record Message(int uid, long mail, int size, Instant date) {}

    /** Writes it. @return how many messages it holds */
    public int write(Bal bal, OutputStream out) throws IOException {
        int written = 0;
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Set<String> folders = new HashSet<>();
        for (Box box : boxes(bal)) {
            String folder = folder(box, folders);
            List<Message> some = messages(bal, box, 0);
            while (!some.isEmpty()) {
                for (Message message : some) {
                    ZipEntry entry = new ZipEntry("%s%07d.eml".formatted(folder, message.uid()));
                    entry.setLastModifiedTime(FileTime.from(message.date()));
                    zip.putNextEntry(entry);
                    Body.copy(database, message.mail(), 0, message.size(), zip);
                    zip.closeEntry();
                    written++;
                }
                some = messages(bal, box, some.getLast().uid());
            }
        }
        zip.finish();
        return written;
    }

    /** Names that differ only in what no file system likes stay apart. */
    private static String folder(Box box, Set<String> taken) {
        String name = UNSAFE.matcher(box.name()).replaceAll("_");
        while (!taken.add(name)) {
            name = name + "_";
        }
        return name + "/";
    }

    private List<Box> boxes(Bal bal) {
        return database.run(jdbc -> jdbc.sql("SELECT id, name FROM mailbox WHERE bal_id = :bal ORDER BY name")
                .param("bal", bal.id())
                .query((row, number) -> new Box(row.getLong("id"), row.getString("name")))
                .list());
    }

    private List<Message> messages(Bal bal, Box box, int after) {
        return database.run(jdbc -> jdbc.sql("""
                SELECT uid, mail_id, size, internal_date FROM message
                WHERE bal_id = :bal AND mailbox_id = :box AND uid > :after
                ORDER BY uid
                LIMIT :most
                """)
                .param("bal", bal.id())
                .param("box", box.id())
                .param("after", after)
                .param("most", AT_ONCE)
                .query((row, number) -> new Message(
                        row.getInt("uid"),
                        row.getLong("mail_id"),
                        row.getInt("size"),
                        row.getObject("internal_date", OffsetDateTime.class).toInstant()))
                .list());
    }
}
