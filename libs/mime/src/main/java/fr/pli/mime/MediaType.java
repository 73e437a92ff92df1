package fr.pli.mime;

import java.util.Locale;
import java.util.Optional;

/**
 * A value of Content-Type (RFC 2045 section 5.1), type and subtype as written.
 *
 * @param parameters in order, names as written
 */
public record MediaType(String type, String subtype, Parameters parameters) {

    /** What a body is when nothing says otherwise. */
    public static final MediaType TEXT = new MediaType("text", "plain", Parameters.NONE.plus("charset", "us-ascii"));

    /** What a part of a multipart/digest is when nothing says otherwise. */
    public static final MediaType MESSAGE = new MediaType("message", "rfc822", Parameters.NONE);

    /** What nobody can look into. */
    public static final MediaType OCTETS = new MediaType("application", "octet-stream", Parameters.NONE);

    /** {@link #OCTETS} with other parameters. */
    static MediaType octets(Parameters parameters) {
        return new MediaType(OCTETS.type(), OCTETS.subtype(), parameters);
    }

    /** Reads a field's value; empty if it does not begin with a type and a subtype. What follows is read as far as it makes sense. */
    public static Optional<MediaType> parse(String value) {
        Parameters.Value parsed = Parameters.parse(value);
        String essence = parsed.value();
        int slash = essence.indexOf('/');
        String type = slash < 0 ? "" : essence.substring(0, slash).strip();
        String subtype = essence.substring(slash + 1).strip();
        return isToken(type) && isToken(subtype)
                ? Optional.of(new MediaType(type, subtype, parsed.parameters()))
                : Optional.empty();
    }

    /** Whether it is {@code type/subtype}, in any case. */
    public boolean is(String type, String subtype) {
        return this.type.equalsIgnoreCase(type) && this.subtype.equalsIgnoreCase(subtype);
    }

    public boolean isText() {
        return type.equalsIgnoreCase("text");
    }

    public boolean isMultipart() {
        return type.equalsIgnoreCase("multipart");
    }

    /** Whether a message lies in it: message/rfc822 or message/global (RFC 6532). */
    public boolean isMessage() {
        return is("message", "rfc822") || is("message", "global");
    }

    @Override
    public String toString() {
        return (type + "/" + subtype).toLowerCase(Locale.ROOT);
    }

    private static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7F && "()<>@,;:\\\"/[]?=".indexOf(c) < 0);
    }
}
