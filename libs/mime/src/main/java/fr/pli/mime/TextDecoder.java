package fr.pli.mime;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Takes the octets of a text and searches in its characters; what its charset does not allow is read as well as can be. Close it after the last octet. */
final class TextDecoder extends OutputStream {

    private static final int SIZE = 8 * 1024;

    private final CharsetDecoder decoder;
    private final SearchText.Search search;
    private final ByteBuffer in = ByteBuffer.allocate(SIZE);
    private final CharBuffer out = CharBuffer.allocate(SIZE);

    /** @param charset as {@link TextCharset} reads it */
    TextDecoder(Charset charset, SearchText.Search search) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.search = search;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        int at = from;
        while (at < from + count) {
            int taken = Math.min(in.remaining(), from + count - at);
            in.put(octets, at, taken);
            at += taken;
            decode(false);
        }
    }

    @Override
    public void close() {
        decode(true);
        decoder.flush(out);
        drain();
        search.endOfText();
    }

    private void decode(boolean atEnd) {
        in.flip();
        CoderResult result = decoder.decode(in, out, atEnd);
        while (!result.isUnderflow()) {
            drain();
            if (result.isError()) {
                byte[] wrong = new byte[result.length()];
                in.get(wrong);
                out.put(replacement(wrong));
            }
            result = decoder.decode(in, out, atEnd);
        }
        in.compact();
        drain();
    }

    /** Octets that are not UTF-8 are of an older program; in other charsets nobody knows. */
    private String replacement(byte[] wrong) {
        return decoder.charset().equals(StandardCharsets.UTF_8) ? new String(wrong, TextCharset.WINDOWS) : "\uFFFD";
    }

    private void drain() {
        search.next(out.array(), 0, out.position());
        out.clear();
    }
}
