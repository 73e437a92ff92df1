package fr.pli.mss;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages octets at random: flips, cuts, repeats, inserts what parsers stumble over, splices two inputs. The same seed does the same damage. */
public final class Mutations {

    private static final List<String> STUMBLING_BLOCKS = List.of(
            "\0",
            "\r\n",
            "\n ",
            "\uFEFF",
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "&#x0;",
            "&#xD800;",
            "]]>",
            "<![CDATA[",
            "<!--",
            "-->",
            "<?x",
            "<a>",
            "</a>",
            "<a b='",
            "xmlns='urn:hl7-org:v3'",
            "../",
            "\\",
            "^^^&&ISO",
            "@",
            ",",
            "=",
            "\u00E9",
            "\uD83D\uDE00",
            "99999999999999999999",
            "-1",
            "20231332256199+9999",
            "PK\1\2",
            "PK\5\6",
            "=?utf-8?b?");

    private final Random random;

    /** @param seed repeats the damage */
    public Mutations(long seed) {
        this.random = new Random(seed);
    }

    /** One of the inputs, damaged one to eight times. */
    public byte[] of(List<byte[]> inputs) {
        byte[] octets = any(inputs);
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            octets = once(octets, inputs);
        }
        return octets;
    }

    private byte[] once(byte[] octets, List<byte[]> inputs) {
        int at = random.nextInt(octets.length + 1);
        int length = random.nextInt(1 + Math.min(octets.length - at, random.nextInt(10) == 0 ? octets.length : 16));
        return switch (random.nextInt(5)) {
            case 0 -> flipped(octets, at);
            case 1 -> spliced(octets, at, new byte[0], at + length);
            case 2 -> spliced(octets, at + length, slice(octets, at, at + length), at + length);
            case 3 -> spliced(octets, at, block(), at);
            default -> {
                byte[] other = any(inputs);
                int from = random.nextInt(other.length + 1);
                yield spliced(octets, at, slice(other, from, Math.min(other.length, from + 64)), at + length);
            }
        };
    }

    private byte[] flipped(byte[] octets, int at) {
        byte[] copy = octets.clone();
        if (at < copy.length) {
            copy[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (copy[at] ^ 1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] block() {
        return STUMBLING_BLOCKS.get(random.nextInt(STUMBLING_BLOCKS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] any(List<byte[]> inputs) {
        return inputs.get(random.nextInt(inputs.size()));
    }

    private static byte[] slice(byte[] octets, int from, int to) {
        return Arrays.copyOfRange(octets, from, to);
    }

    private static byte[] spliced(byte[] octets, int until, byte[] inserted, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(octets, 0, until);
        out.writeBytes(inserted);
        out.write(octets, from, octets.length - from);
        return out.toByteArray();
    }
}
