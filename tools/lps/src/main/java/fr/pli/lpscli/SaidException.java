package fr.pli.lpscli;

import java.io.IOException;

/** A command ends with what the message files say under a key. */
final class SaidException extends IOException {

    private static final long serialVersionUID = 1;

    private final String key;
    private final transient Object[] values;

    SaidException(String key, Object... values) {
        super(key);
        this.key = key;
        this.values = values.clone();
    }

    String in(Texts texts) {
        return texts.say(key, values);
    }
}
