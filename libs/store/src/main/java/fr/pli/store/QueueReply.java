package fr.pli.store;

/**
 * What came of an attempt.
 *
 * @param code of SMTP
 * @param enhanced {@code "4.4.1"}
 * @param text one line; it may name a patient
 * @param said what the other server answered, with the codes that it gave; empty if it gave none. Not kept in the queue
 */
public record QueueReply(int code, String enhanced, String text, String said) {

    /** What we say ourselves. */
    public QueueReply(int code, String enhanced, String text) {
        this(code, enhanced, text, "");
    }

    /** The same under another enhanced code of ours; what the server said stays. */
    public QueueReply withEnhanced(String other) {
        return new QueueReply(code, other, text, said);
    }
}
