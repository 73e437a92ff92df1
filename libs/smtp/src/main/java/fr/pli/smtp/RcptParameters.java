package fr.pli.smtp;

import java.util.Optional;

/**
 * Parameters of RCPT TO (RFC 3461 section 4), kept with the message.
 *
 * @param notifyOn NOTIFY as written in capitals: {@code NEVER}, or a list of {@code SUCCESS}, {@code FAILURE}, {@code DELAY}
 * @param orcpt ORCPT, {@code addr-type;address}, xtext taken off
 */
public record RcptParameters(Optional<String> notifyOn, Optional<String> orcpt) {}
