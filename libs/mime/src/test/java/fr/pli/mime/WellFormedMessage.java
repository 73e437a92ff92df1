package fr.pli.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A message by the book, with parts and messages inside each other, the same for the same seed. */
final class WellFormedMessage {

    private static final List<String> LEAVES =
            List.of("text/plain; charset=utf-8", "text/html", "application/pdf; name=\"a b.pdf\"", "image/png");
    private static final List<String> WORDS = List.of(
            "Bonjour",
            "-- ",
            "--",
            "--x",
            "-",
            "",
            "",
            " indented",
            "From here",
            "Subject: no field",
            "0123456789".repeat(20));

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int boundaries;

    private WellFormedMessage(long seed) {
        random = new Random(seed);
    }

    static byte[] of(long seed) {
        WellFormedMessage message = new WellFormedMessage(seed);
        message.message(0);
        return message.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void message(int depth) {
        line("From: Marie <marie@a.fr>");
        line("Subject: message " + depth);
        line("MIME-Version: 1.0");
        entity(depth);
    }

    private void entity(int depth) {
        int kind = depth > 5 ? 9 : random.nextInt(10);
        if (kind < 4) {
            multipart(depth, kind == 0 ? "digest" : "mixed");
        } else if (kind < 6) {
            line("Content-Type: message/rfc822");
            line("");
            message(depth + 1);
        } else {
            if (random.nextInt(4) > 0) {
                line("Content-Type: " + LEAVES.get(random.nextInt(LEAVES.size())));
                line("Content-Transfer-Encoding: 8bit");
            } else {
                line("Content-Type: text/plain");
            }
            line("");
            text();
        }
    }

    private void multipart(int depth, String subtype) {
        String boundary = "b".repeat(1 + random.nextInt(3)) + boundaries++;
        line("Content-Type: multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"");
        line("");
        if (random.nextBoolean()) {
            text();
        }
        for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
            out.append("\r\n--").append(boundary).append("\r\n");
            if (subtype.equals("digest") && random.nextBoolean()) {
                line("");
                message(depth + 1);
            } else {
                entity(depth + 1);
            }
        }
        out.append("\r\n--").append(boundary).append("--");
        if (random.nextBoolean()) {
            line("");
            text();
        }
    }

    private void text() {
        for (int lines = random.nextInt(6); lines > 0; lines--) {
            line(WORDS.get(random.nextInt(WORDS.size())));
        }
        if (random.nextBoolean()) {
            out.append("end");
        }
    }

    private void line(String text) {
        out.append(text).append("\r\n");
    }
}
