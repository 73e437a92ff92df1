package fr.pli.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Octets that look like a message more or less, the same for the same seed. */
public final class RandomMessage {

    private static final List<String> PIECES = List.of(
            "\r\n",
            "\r\n",
            "\r\n",
            "\n",
            "\r",
            "\r\n\r\n",
            "\r\n\r\n",
            "\n\n",
            "--a",
            "--b",
            "--ab",
            "--a--",
            "--b--",
            "--ab--",
            "--",
            "-",
            " ",
            "\t",
            "\r\n--a\r\n",
            "\r\n--b\r\n",
            "\r\n--ab\r\n",
            "\r\n--a--\r\n",
            "\r\n--b--\r\n",
            "\r\n--a \r\n",
            "Content-Type: multipart/mixed; boundary=a\r\n",
            "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
            "Content-Type: multipart/digest; boundary=ab\r\n",
            "content-type : MULTIPART/x;\r\n BOUNDARY=a\r\n",
            "Content-Type: multipart/mixed\r\n",
            "Content-Type: multipart/mixed; boundary=\r\n",
            "Content-Type: message/rfc822\r\n",
            "Content-Type: message/global\r\n",
            "Content-Type: text/html; charset=utf-8\r\n",
            "Content-Type: text/plain; charset=\"iso-8859-1\"; x=y (z)\r\n",
            "Content-Type: nonsense\r\n",
            "Content-Type: text/plain; charset=x-none\r\n",
            "Content-Transfer-Encoding: base64\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "Content-Transfer-Encoding: uu\r\n",
            "Content-Disposition: attachment; filename=\"a\\\"b\"; filename*=utf-8''%C3%A9\r\n",
            "Content-Language: fr, en\r\n",
            "Content-ID: <i@d>\r\n",
            "Content-MD5: x\r\n",
            "Content-Location: http://x\r\n",
            "Subject: =?utf-8?Q?caf=C3=A9?= =?iso-8859-1?B?6Q==?=\r\n",
            "Subject: Re: [x] caf\u00e9\r\n",
            "Subject: (\"\\\r\n",
            "From: \"A, B\" <a@b.fr>\r\n",
            "To: g: a@b, c <d@e>;, <f\r\n",
            "Cc: (x (y) z) a @ b <@c:d@e>\r\n",
            "Date: Wed, 20 Feb 2024 00:19:00 (EDT) -0400\r\n",
            "X-MSS-INS: O\r\n",
            "Message-ID: <x@y>\r\n",
            " folded\r\n",
            "no field\r\n",
            "From x\r\n",
            ": no name\r\n",
            "Bonjour, caf=C3=A9 =\r\n",
            "Qm9uam91cg==\r\n",
            "=",
            "==",
            "=\r\n",
            "caf\u00e9",
            "\u0000",
            "\u00ff\u00fe",
            "\u00e2\u0082\u00ac",
            "<p>x</p>");

    private RandomMessage() {}

    public static byte[] of(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            damaged(WellFormedMessage.of(seed), random, out);
        } else {
            pieces(random.nextInt(80), random, out);
        }
        return out.toByteArray();
    }

    /** A good message with pieces put in and taken out. */
    private static void damaged(byte[] message, Random random, ByteArrayOutputStream out) {
        int at = 0;
        for (int damages = random.nextInt(8); damages > 0 && at < message.length; damages--) {
            int intact = random.nextInt(message.length - at);
            out.write(message, at, intact);
            at += intact;
            switch (random.nextInt(3)) {
                case 0 -> at = Math.min(message.length, at + random.nextInt(40));
                case 1 -> at = Math.max(0, at - random.nextInt(40));
                default -> pieces(random.nextInt(3), random, out);
            }
        }
        out.write(message, at, message.length - at);
    }

    private static void pieces(int count, Random random, ByteArrayOutputStream out) {
        for (int pieces = count; pieces > 0; pieces--) {
            if (random.nextInt(12) == 0) {
                out.write(random.nextInt(256));
            } else {
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                int times = random.nextInt(60) == 0 ? random.nextInt(2000) : 1;
                out.writeBytes(piece.repeat(times).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
