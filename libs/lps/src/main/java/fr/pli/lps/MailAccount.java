package fr.pli.lps;

import fr.pli.mss.MssAddress;

/** A BAL, and how it is opened. */
public record MailAccount(MssAddress mailbox, Login login) {}
