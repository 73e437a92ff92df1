package fr.pli.compose;

import fr.pli.mss.MssSyntaxException;
import java.util.UUID;
import java.util.regex.Pattern;

/** A Message-ID with its angle brackets (RFC 5322 section 3.6.4; ECO.2.2.1). */
public record MessageId(String value) {

    private static final Pattern FORM =
            Pattern.compile("<[\\x21-\\x3D\\x3F\\x41-\\x7E]{1,200}@[\\x21-\\x3D\\x3F\\x41-\\x7E]{1,200}>");

    /** @throws MssSyntaxException if {@code value} is no {@code <left@right>} of visible ASCII */
    public MessageId {
        if (!FORM.matcher(value).matches()) {
            throw new MssSyntaxException("Message-ID", value, "expected <left@right>");
        }
    }

    /** A new one below a domain. */
    public static MessageId create(String domain) {
        return new MessageId("<" + UUID.randomUUID() + "@" + domain + ">");
    }

    @Override
    public String toString() {
        return value;
    }
}
