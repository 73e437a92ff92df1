package fr.pli.mime;

import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/** How the octets of a body were made fit for mail (RFC 2045 section 6). */
public enum TransferEncoding {
    /** 7bit, 8bit and binary: not at all. */
    IDENTITY,
    BASE64,
    QUOTED_PRINTABLE;

    /** As the part names it, in lower case; {@code 7bit} if it does not. */
    public static String nameOf(Part part) {
        String name = part.header("Content-Transfer-Encoding")
                .map(value -> Parameters.parse(value).value())
                .orElse("");
        return name.isEmpty() ? "7bit" : name.toLowerCase(Locale.ROOT);
    }

    /** That of a part; empty if nobody knows it. */
    static Optional<TransferEncoding> of(Part part) {
        return switch (nameOf(part)) {
            case "7bit", "8bit", "binary" -> Optional.of(IDENTITY);
            case "base64" -> Optional.of(BASE64);
            case "quoted-printable" -> Optional.of(QUOTED_PRINTABLE);
            default -> Optional.empty();
        };
    }

    /** A stream that takes encoded octets and writes them decoded to {@code out}. Close it after the last one; that closes {@code out}. */
    OutputStream decoder(OutputStream out) {
        return switch (this) {
            case IDENTITY -> out;
            case BASE64 -> new Base64Decoder(out);
            case QUOTED_PRINTABLE -> new QuotedPrintableDecoder(out);
        };
    }
}
