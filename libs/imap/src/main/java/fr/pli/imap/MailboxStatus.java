package fr.pli.imap;

/**
 * What STATUS tells (RFC 9051 section 6.3.11).
 *
 * @param size sum of RFC822.SIZE, in octets
 * @param recent messages that no session was told of yet (RFC 3501 section 2.3.2)
 */
public record MailboxStatus(
        String mailboxId,
        int messages,
        int recent,
        int unseen,
        int deleted,
        long size,
        int uidNext,
        long uidValidity,
        long highestModSeq) {}
