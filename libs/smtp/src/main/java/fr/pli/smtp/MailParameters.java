package fr.pli.smtp;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Parameters of MAIL FROM. AUTH= (RFC 4954 section 5) is read and dropped: who submits is what AUTH proved.
 *
 * @param size SIZE as declared, in octets (RFC 1870)
 * @param eightBit BODY=8BITMIME (RFC 6152); BINARYMIME is not offered
 * @param smtpUtf8 SMTPUTF8 (RFC 6531)
 * @param ret RET, {@code FULL} or {@code HDRS} (RFC 3461 section 4.3)
 * @param envid ENVID, xtext taken off, printable ASCII (RFC 3461 section 4.4)
 */
public record MailParameters(
        OptionalLong size, boolean eightBit, boolean smtpUtf8, Optional<String> ret, Optional<String> envid) {}
