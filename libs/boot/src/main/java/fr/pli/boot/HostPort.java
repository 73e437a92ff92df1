package fr.pli.boot;

import java.net.InetSocketAddress;

/** Where another server is, as a key has it: {@code host:port}. */
public final class HostPort {

    private HostPort() {}

    /**
     * Reads the value of a key.
     *
     * @return not resolved yet
     * @throws WrongKeyException if it is not of that form
     */
    public static InetSocketAddress of(String key, String text) {
        int colon = text.lastIndexOf(':');
        try {
            return InetSocketAddress.createUnresolved(
                    text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new WrongKeyException(key, "\"" + text + "\" will not do", "host:port", e);
        }
    }
}
