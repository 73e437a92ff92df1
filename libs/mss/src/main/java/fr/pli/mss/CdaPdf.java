package fr.pli.mss;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/** The PDF inside a level 1 CDA, copied out as it is while the document streams by. Never opened here. Spec: messages.md sections 2 and 4. */
public final class CdaPdf {

    private CdaPdf() {}

    /**
     * Copies the PDF.
     *
     * @return its size in octets; 0 if the document has none
     * @throws MssSyntaxException if it is no XML, passes a bound of {@link CdaReader}, or its base64 is none
     * @throws IOException if a stream fails
     */
    public static long copy(InputStream cda, OutputStream pdf) throws IOException {
        AtomicLong size = new AtomicLong();
        XmlCursor.read(
                "CDA",
                cda,
                CdaReader.MAX_OCTETS,
                true,
                (xml, root) -> xml.children(component -> {
                    if (component.equals("component")) {
                        xml.children(body -> {
                            if (body.equals("nonXMLBody")) {
                                xml.children(text -> {
                                    if (text.equals("text")
                                            && isPdf(xml.attribute("mediaType"))
                                            && xml.attribute("representation").equals("B64")) {
                                        Decoder decoder = new Decoder(pdf);
                                        xml.text(decoder::text);
                                        size.set(decoder.end());
                                    }
                                });
                            }
                        });
                    }
                }));
        return size.get();
    }

    /** Media types have no case, and may have parameters (RFC 2045 section 5.1). */
    private static boolean isPdf(String mediaType) {
        int end = mediaType.indexOf(';');
        return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().equalsIgnoreCase("application/pdf");
    }

    /** Base64 in pieces of any length, blanks between. */
    private static final class Decoder {
        private final OutputStream out;
        private final byte[] pending = new byte[8 * 1024];
        private int count;
        private long size;

        Decoder(OutputStream out) {
            this.out = out;
        }

        void text(char[] characters, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                char c = characters[i];
                if (c > ' ') {
                    pending[count++] = (byte) Math.min(c, 0x7F);
                    if (count == pending.length) {
                        flush();
                    }
                }
            }
        }

        long end() throws IOException {
            flush();
            return size;
        }

        private void flush() throws IOException {
            byte[] block = count == pending.length ? pending : Arrays.copyOf(pending, count);
            try {
                byte[] octets = Base64.getDecoder().decode(block);
                out.write(octets);
                size += octets.length;
                count = 0;
            } catch (IllegalArgumentException e) {
                MssSyntaxException notBase64 = new MssSyntaxException("CDA", "", "the PDF inside is not base64");
                notBase64.initCause(e);
                throw notBase64;
            }
        }
    }
}
