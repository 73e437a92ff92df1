package fr.pli.lps;

/** The services of an operator that care software uses, with the names that DNS and URLs have for them (RFC 6186, RFC 8314). */
public enum MailService {
    /** IMAP inside TLS from the first octet. */
    IMAPS(993),
    /** IMAP with STARTTLS, and nothing before it (ECO.1.0.2). */
    IMAP(143),
    /** Submission inside TLS from the first octet. */
    SUBMISSIONS(465),
    /** Submission with STARTTLS, and nothing before it (ECO.1.0.1). */
    SUBMISSION(587);

    private final int port;

    MailService(int port) {
        this.port = port;
    }

    /** Its port, where none is said. */
    public int port() {
        return port;
    }

    /** Whether it is for reading; else it is for sending. */
    public boolean isImap() {
        return this == IMAPS || this == IMAP;
    }

    /** Whether TLS begins with the connection; else by STARTTLS. There is no way without (ECO.1.1.1). */
    public boolean isImplicitTls() {
        return this == IMAPS || this == SUBMISSIONS;
    }
}
