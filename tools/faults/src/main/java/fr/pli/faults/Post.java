package fr.pli.faults;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Writes the messages of a run: each with a Message-ID and a body of its own. Most are small, one in twenty is of several pieces. */
final class Post {

    private static final int SMALL = 8_000;
    private static final int LARGE = 600_000;
    private static final int LINE = 76;

    private final String run;
    private final Random random;
    private final AtomicLong number = new AtomicLong();

    /** @param run what tells its messages from those of other runs */
    Post(String run, Random random) {
        this.run = run;
        this.random = random;
    }

    /** A message with what the ledger notes of it. */
    record Sheet(Letter letter, String text) {

        byte[] octets() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    /** Writes one. */
    Sheet write(boolean emitted, String from, List<String> to) {
        String id = number.incrementAndGet() + "." + run + "@faults.mssante.fr";
        int wanted = random.nextInt(20) == 0 ? LARGE : 500 + random.nextInt(SMALL);
        StringBuilder text = new StringBuilder(wanted + 500)
                .append("From: <" + from + ">\r\nTo: <" + String.join(">, <", to) + ">\r\nMessage-ID: <" + id + ">\r\n")
                .append("Date: Sun, 29 Nov 2026 08:00:00 +0100\r\nSubject: essai\r\nMIME-Version: 1.0\r\n")
                .append("Content-Type: text/plain; charset=us-ascii\r\n\r\n");
        while (text.length() < wanted) {
            for (int i = 0; i < LINE; i++) {
                text.append((char) ('!' + random.nextInt('~' - '!')));
            }
            text.append("\r\n");
        }
        byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
        return new Sheet(new Letter(id, emitted, List.copyOf(to), octets.length, digest(octets, 0)), text.toString());
    }

    /** SHA-256 of the octets from a place on, in hexadecimal. */
    static String digest(byte[] octets, int from) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(octets, from, octets.length - from);
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
