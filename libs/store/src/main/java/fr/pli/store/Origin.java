package fr.pli.store;

import fr.pli.mss.MssAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What makes a message from another operator the one that it is, however often it is sent: an operator whose connection broke before our
 * answer sends it again.
 *
 * @param messageId empty without the header
 * @param sender the reverse path; empty for {@code <>}
 * @param sha256 of its octets as they came, our trace left out, in hexadecimal
 */
public record Origin(Optional<String> messageId, Optional<MssAddress> sender, String sha256) {

    /** What stands for the message to one recipient. */
    byte[] key(MssAddress recipient) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, messageId.orElse(""));
            add(digest, sender.map(MssAddress::key).orElse(""));
            add(digest, recipient.key());
            add(digest, sha256);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
