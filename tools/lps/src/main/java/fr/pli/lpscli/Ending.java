package fr.pli.lpscli;

/** How a command ends, and its exit code. */
enum Ending {
    DONE(0),
    /** The message that was read is not what it says it is. */
    NOT_SOUND(1),
    USAGE(2),
    LOGIN_REFUSED(3),
    /** Worth trying again later. */
    UNAVAILABLE(4),
    NOT_TRUSTED(5),
    MESSAGE_REFUSED(6),
    NOT_COMPOSED(7),
    /** A file that cannot be read, and all else. */
    FAILED(8);

    private final int code;

    Ending(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
