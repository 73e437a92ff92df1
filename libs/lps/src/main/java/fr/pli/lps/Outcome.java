package fr.pli.lps;

/** What became of one account among several. */
public sealed interface Outcome<T> {

    /** The account. */
    LpsConnection account();

    /** It went well. */
    record Done<T>(LpsConnection account, T value) implements Outcome<T> {}

    /** It did not: a {@link LoginRefusedException}, an {@link OperatorUnavailableException}, or whatever the work threw. */
    record Failed<T>(LpsConnection account, Exception why) implements Outcome<T> {}
}
