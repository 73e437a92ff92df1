package fr.pli.imap.mail;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What an operator decides about IMAP.
 *
 * @param maxMessage largest message that APPEND takes, in octets: APPENDLIMIT (RFC 7889)
 * @param login longest time from the greeting to authentication
 * @param idle longest silence of an authenticated client, IDLE included; at least 30 minutes (RFC 9051 section 5.4)
 * @param session longest session (spec: api-lps.md section 7)
 * @param search longest time that one SEARCH or SORT looks into messages, or that one FETCH describes them, for one command may ask for all octets of a BAL a thousand times
 * @param zone in which dates are written and days are compared
 */
public record ImapSettings(
        long maxMessage, Duration login, Duration idle, Duration session, Duration search, ZoneId zone) {

    /** As the specification's table of open parameters has it. */
    public static final ImapSettings DEFAULTS = new ImapSettings(
            26_214_400,
            Duration.ofMinutes(2),
            Duration.ofMinutes(30),
            Duration.ofHours(4),
            Duration.ofMinutes(1),
            ZoneId.of("Europe/Paris"));

    /** @throws IllegalArgumentException if a number or time is not positive */
    public ImapSettings {
        if (maxMessage < 1) {
            throw new IllegalArgumentException("IMAP: the largest message is at least 1 octet");
        }
        for (Duration time : new Duration[] {login, idle, session, search}) {
            if (!time.isPositive()) {
                throw new IllegalArgumentException("IMAP: times are positive, not " + time);
            }
        }
    }

    /** The same with other times. */
    public ImapSettings withTimes(Duration newLogin, Duration newIdle, Duration newSession) {
        return new ImapSettings(maxMessage, newLogin, newIdle, newSession, search, zone);
    }

    /** The same with another limit. */
    public ImapSettings withMaxMessage(long octets) {
        return new ImapSettings(octets, login, idle, session, search, zone);
    }

    /** The same with another time for a search. */
    public ImapSettings withSearch(Duration longest) {
        return new ImapSettings(maxMessage, login, idle, session, longest, zone);
    }
}
