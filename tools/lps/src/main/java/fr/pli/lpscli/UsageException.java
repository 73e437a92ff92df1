package fr.pli.lpscli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Options that do not go together. */
final class UsageException extends ParameterException {

    private static final long serialVersionUID = 1;

    private final String key;

    /** @param key of the message files */
    UsageException(CommandLine command, String key) {
        super(command, key);
        this.key = key;
    }

    String key() {
        return key;
    }
}
