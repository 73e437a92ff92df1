package fr.pli.mime;

/**
 * What to ask of a {@link TextSignature}: a message whose signature lacks one of these bits does not hold the text.
 *
 * @param places 1 to {@value #MOST} numbers of bits, each to be taken modulo the bits of the signature
 */
@SuppressWarnings("ArrayRecordComponent") // read only, compared by nobody
public record TextProbe(int[] places) {

    /** So many tell nearly all that more would. */
    static final int MOST = 8;

    /** The place of that number, from 0; the last one for all numbers beyond it. */
    public int place(int number) {
        return places[Math.min(number, places.length - 1)];
    }
}
