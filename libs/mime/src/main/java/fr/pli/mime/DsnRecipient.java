package fr.pli.mime;

/**
 * What a DSN says of one recipient (RFC 3464 section 2.3): values as the fields have them, empty where there is none.
 *
 * @param original {@code Original-Recipient}, with its type: {@code rfc822;a@b.fr}
 * @param address {@code Final-Recipient}, without its type
 * @param status enhanced code (RFC 3463), {@code 5.1.1}
 * @param remoteMta name of the server that was asked
 * @param diagnostic {@code Diagnostic-Code}, with its type: {@code smtp; 550 5.1.1 unknown}
 * @param lastAttempt a date as headers write it
 * @param retryUntil likewise
 */
public record DsnRecipient(
        String original,
        String address,
        DsnAction action,
        String status,
        String remoteMta,
        String diagnostic,
        String lastAttempt,
        String retryUntil) {}
