package fr.pli.smtp;

import java.util.Optional;

/**
 * Parameters of RCPT TO (RFC 3461 section 4), kept with the message.
 *
 * @param notifyOn NOTIFY in capitals: {@code NEVER}, or a list of {@code SUCCESS}, {@code FAILURE}, {@code DELAY} parted by commas
 * @param orcpt ORCPT, {@code addr-type;address}, xtext taken off, without control characters
 */
public record RcptParameters(Optional<String> notifyOn, Optional<String> orcpt) {}
