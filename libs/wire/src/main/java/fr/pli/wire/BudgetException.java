package fr.pli.wire;

import java.io.IOException;

/** The client sent more than it may: a line that is too long, or too much before it authenticated. The connection still takes a farewell. */
public final class BudgetException extends IOException {

    /** @param what the budget that is spent, in a few words */
    public BudgetException(String what) {
        super("over budget: " + what);
    }
}
