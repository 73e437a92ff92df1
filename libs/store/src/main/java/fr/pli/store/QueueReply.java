package fr.pli.store;

/**
 * What came of an attempt.
 *
 * @param code of SMTP
 * @param enhanced {@code "4.4.1"}
 * @param text one line; it may name a patient
 */
public record QueueReply(int code, String enhanced, String text) {}
