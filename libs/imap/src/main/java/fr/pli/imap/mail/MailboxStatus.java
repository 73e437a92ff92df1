package fr.pli.imap.mail;

/**
 * What STATUS tells (RFC 9051 section 6.3.11).
 *
 * @param recent messages that no session was told of yet (RFC 3501 section 2.3.2)
 * @param size sum of RFC822.SIZE, in octets
 * @param deletedSize the part of {@code size} that EXPUNGE would give back: DELETED-STORAGE (RFC 9208) once told in units of
 *     1024 octets; here in octets
 */
public record MailboxStatus(
        String mailboxId,
        int messages,
        int recent,
        int unseen,
        int deleted,
        long size,
        long deletedSize,
        int uidNext,
        long uidValidity,
        long highestModSeq) {}
