package fr.pli.imap.mail;

import java.time.Duration;

/** How long a session has lasted, and how much longer its client may be silent (RFC 9051 section 5.4; spec: api-lps.md section 7). */
public final class SessionClock {

    /** What a client is told whose access has ended while its session lasted. */
    public static final String NO_LONGER = "L'acces a cette BAL a pris fin / Access to this BAL has ended";

    private final ImapSettings settings;
    private final long begin = System.nanoTime();

    /** The session begins. */
    public SessionClock(ImapSettings settings) {
        this.settings = settings;
    }

    public Duration lasted() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    public boolean isOver(boolean loggedIn) {
        return !left(loggedIn).isPositive();
    }

    /** For the next command of a session that is not over. */
    public Duration patience(boolean loggedIn) {
        Duration left = left(loggedIn);
        Duration least = Duration.ofMillis(1);
        return left.compareTo(least) < 0 ? least : left.compareTo(settings.idle()) < 0 ? left : settings.idle();
    }

    /**
     * What a client whose time is over is told.
     *
     * @param stopping whether it is because the node stops
     */
    public String whyOver(boolean loggedIn, boolean stopping) {
        if (stopping) {
            return "Le serveur va redemarrer, reconnectez-vous / The server restarts, come again";
        }
        return loggedIn && lasted().compareTo(settings.session()) >= 0
                ? "Session trop longue, reconnectez-vous / Session too long, come again"
                : "Rien depuis trop longtemps, au revoir / Nothing for too long, goodbye";
    }

    private Duration left(boolean loggedIn) {
        return (loggedIn ? settings.session() : settings.login()).minus(lasted());
    }
}
