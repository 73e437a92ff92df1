package fr.pli.imap.mail;

import java.util.Optional;

/**
 * A mailbox without its messages, as far as another session may hear of it (RFC 5465).
 *
 * @param id its MAILBOXID, which outlives a rename
 * @param unseen messages without \Seen
 * @param uidNext above every UID that was ever given here
 * @param uidValidity no other mailbox of the BAL has it
 * @param highestModSeq at least the mod-sequence of every change so far, removals included
 */
public record MailboxState(
        MailboxName name,
        String id,
        Optional<SpecialUse> use,
        int messages,
        int unseen,
        int uidNext,
        long uidValidity,
        long highestModSeq) {}
