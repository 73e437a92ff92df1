package fr.pli.lpscli;

import fr.pli.compose.Attachment;
import fr.pli.compose.DamagedArchive;
import fr.pli.compose.MessageWarning;
import fr.pli.compose.OpenedMessage;
import fr.pli.mss.HeaderAnomaly;
import fr.pli.mss.xdm.XdmArchive;
import fr.pli.mss.xdm.XdmDocument;
import fr.pli.mss.xdm.XdmWarning;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.Normalizer;
import java.util.List;

/** A message as the shell shows it: what it says, its documents, and what is wrong with them. */
record MessageView(OpenedMessage message, Texts texts, PrintWriter out) {

    /** Where files have modes; elsewhere those of the folder hold. */
    private static final FileAttribute<?>[] OURS_ALONE =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    void print() {
        say("from", message.fromName(), message.from());
        say("subject", message.shownSubject());
        say("id", message.id());
        message.headers().fields().forEach((field, value) -> say("field", field, value));
        out.println();
        message.text().lines().map(Texts::printable).forEach(out::println);
        out.println();
        for (XdmArchive archive : message.archives()) {
            archive.documents().forEach(document -> print(document, archive.warnings()));
            for (XdmWarning warning : archive.warnings()) {
                if (archive.documents().stream().noneMatch(one -> one.path().equals(warning.path()))) {
                    say("remark", warning.path() + " " + text(warning));
                }
            }
        }
        for (DamagedArchive archive : message.damaged()) {
            String fault = texts.say("fault." + archive.fault(), archive.path());
            say("remark", texts.say("damaged", archive.name(), fault));
        }
        for (MessageWarning warning : message.messageWarnings()) {
            say("remark", texts.say("warning." + warning));
        }
        for (HeaderAnomaly anomaly : message.headerAnomalies()) {
            say("remark", texts.say("headers", texts.say("anomaly." + anomaly)));
        }
        for (Attachment file : message.attachments()) {
            say("file." + file.kind(), file.name());
        }
        say(message.isSound() ? "sound" : "not-sound");
    }

    /**
     * Writes the documents and then the other files, the PDF copies among them, into a folder, as {@code UID-NUMBER-NAME}, for nobody else to
     * read. What is there already is left alone.
     *
     * @throws IOException if one cannot be written, or is there already
     */
    void save(Path folder, long uid) throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (XdmArchive archive : message.archives()) {
            for (XdmDocument document : archive.documents()) {
                save(folder, uid + "-" + ++number + "-" + name(document.path()), document.content());
            }
        }
        for (Attachment file : message.attachments()) {
            save(folder, uid + "-" + ++number + "-" + name(file.name()), file.content());
        }
    }

    private void save(Path folder, String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(file, OURS_ALONE);
        Files.write(file, content);
        say("saved", file);
    }

    private void print(XdmDocument document, List<XdmWarning> warnings) {
        List<String> wrong = warnings.stream()
                .filter(warning -> warning.path().equals(document.path()))
                .map(this::text)
                .toList();
        String verdict = !wrong.isEmpty() ? String.join(", ", wrong) : texts.say(described(document));
        String what = document.isSignature()
                ? texts.say("signature")
                : document.cda()
                        .map(cda -> cda.code().code() + " " + cda.title())
                        .orElse("");
        say("document", document.path(), what, document.size(), verdict);
        document.visibility().forEach(hidden -> say("remark", texts.say("hidden." + hidden, document.path())));
    }

    private static String described(XdmDocument document) {
        return document.entry().filter(entry -> !entry.hash().isEmpty()).isPresent() ? "agrees" : "no-digest";
    }

    private String text(XdmWarning warning) {
        return texts.say("warning." + warning.kind());
    }

    private void say(String key, Object... values) {
        out.println(texts.say(key, values));
    }

    /** The sender chose the path: only its end is taken, and of that what no file system reads otherwise. */
    private static String name(String path) {
        String end = Normalizer.normalize(path.substring(path.lastIndexOf('/') + 1), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "") // é is read as e, whatever the file system takes
                .replaceAll("[^A-Za-z0-9._-]", "_");
        return end.substring(Math.max(0, end.length() - 100));
    }
}
