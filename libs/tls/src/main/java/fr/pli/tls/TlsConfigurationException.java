package fr.pli.tls;

/** A setting is wrong. The message names its key, what is wrong and what is accepted. */
public final class TlsConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param key the configuration key, {@code api.tls.key}
     * @param problem what is wrong with its value
     * @param accepted what would be right
     */
    public TlsConfigurationException(String key, String problem, String accepted) {
        super(key + ": " + problem + "; accepted: " + accepted);
    }

    /** With what the platform said of it. */
    public TlsConfigurationException(String key, String problem, String accepted, Throwable cause) {
        super(key + ": " + problem + "; accepted: " + accepted, cause);
    }
}
