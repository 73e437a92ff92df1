package fr.pli.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A command as the client sent it (RFC 5321 section 4.1.1): a verb, and what follows it. UTF-8 is let through here for SMTPUTF8
 * (RFC 6531 section 3.3); a control character, a lone CR or LF among them, is not.
 *
 * @param verb in capitals
 */
record CommandLine(String verb, Arguments arguments) {

    /** @throws SmtpRefusal 500 5.5.2 if it is not text */
    static CommandLine parse(byte[] line) throws SmtpRefusal {
        String text = text(line).stripTrailing();
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Answer.MALFORMED_LINE.refusal();
        }
        int space = text.indexOf(' ');
        String verb = space < 0 ? text : text.substring(0, space);
        return new CommandLine(
                verb.toUpperCase(Locale.ROOT), new Arguments(space < 0 ? "" : text.substring(space + 1)));
    }

    private static String text(byte[] line) throws SmtpRefusal {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Answer.MALFORMED_LINE.refusal();
        }
    }
}
