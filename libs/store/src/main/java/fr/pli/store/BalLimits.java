package fr.pli.store;

/**
 * The most that a BAL may hold besides the octets of its quota: whatever its holder does, others are served.
 *
 * @param messages in all mailboxes together; deliveries are refused as if the quota were used up
 * @param mailboxes INBOX included
 */
public record BalLimits(int messages, int mailboxes) {

    /** 200,000 messages and 1,000 mailboxes. */
    public static final BalLimits STANDARD = new BalLimits(200_000, 1000);
}
