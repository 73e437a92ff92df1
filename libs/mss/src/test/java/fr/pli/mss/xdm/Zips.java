package fr.pli.mss.xdm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Archives that no library would write: any name, any flag, any lie. */
public final class Zips {

    private static final int CENTRAL = 0x02014b50;

    private Zips() {}

    /** Name, content (octets or text), name, content… */
    public static byte[] of(Object... files) {
        return named(StandardCharsets.UTF_8, 0x800, files);
    }

    /** With names in an alphabet of old, and nothing that says in which. */
    static byte[] in(Charset alphabet, Object... files) {
        return named(alphabet, 0, files);
    }

    private static byte[] named(Charset alphabet, int flags, Object... files) {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        ByteArrayOutputStream directory = new ByteArrayOutputStream();
        for (int i = 0; i < files.length; i += 2) {
            byte[] name = ((String) files[i]).getBytes(alphabet);
            byte[] content = files[i + 1] instanceof byte[] octets
                    ? octets
                    : ((String) files[i + 1]).getBytes(StandardCharsets.UTF_8);
            byte[] deflated = deflate(content);
            CRC32 crc = new CRC32();
            crc.update(content);
            ByteBuffer common = buffer(26)
                    .putShort((short) 20)
                    .putShort((short) flags)
                    .putShort((short) 8)
                    .putInt(0)
                    .putInt((int) crc.getValue())
                    .putInt(deflated.length)
                    .putInt(content.length)
                    .putShort((short) name.length)
                    .putShort((short) 0);
            int offset = zip.size();
            write(zip, buffer(4).putInt(0x04034b50), common, name, deflated);
            write(
                    directory,
                    buffer(6).putInt(CENTRAL).putShort((short) (3 << 8 | 20)),
                    common,
                    buffer(14).putInt(0).putShort((short) 0).putInt(0).putInt(offset),
                    name);
        }
        int start = zip.size();
        short count = (short) (files.length / 2);
        write(
                zip,
                directory.toByteArray(),
                buffer(22)
                        .putInt(0x06054b50)
                        .putInt(0)
                        .putShort(count)
                        .putShort(count)
                        .putInt(directory.size())
                        .putInt(start)
                        .putShort((short) 0));
        return zip.toByteArray();
    }

    /** The first file has this Unix mode. */
    static byte[] withMode(byte[] zip, int mode) {
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central(zip, 0) + 38, mode << 16);
        return zip;
    }

    /** The first file has these flags. */
    static byte[] withFlags(byte[] zip, int flags) {
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putShort(central(zip, 0) + 8, (short) flags);
        return zip;
    }

    /** The first file claims this size. */
    static byte[] withSize(byte[] zip, int size) {
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central(zip, 0) + 24, size);
        return zip;
    }

    /** The second file has the data of the first. */
    static byte[] withSecondOverFirst(byte[] zip) {
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(central(zip, central(zip, 0) + 1) + 42, 0);
        return zip;
    }

    private static int central(byte[] zip, int from) {
        ByteBuffer octets = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = from;
        while (octets.getInt(at) != CENTRAL) {
            at++;
        }
        return at;
    }

    private static byte[] deflate(byte[] content) {
        try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(content);
            deflater.finish();
            byte[] out = new byte[content.length + 64];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void write(ByteArrayOutputStream out, Object... parts) {
        try {
            for (Object part : parts) {
                out.write(part instanceof ByteBuffer buffer ? octets(buffer) : (byte[]) part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private static byte[] octets(ByteBuffer full) {
        byte[] octets = new byte[full.position()];
        full.flip().get(octets);
        return octets;
    }
}
