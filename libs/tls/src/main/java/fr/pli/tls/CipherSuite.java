package fr.pli.tls;

/** The cipher suites that a listener can be given: the list of ECO.1.1.3 for TLS 1.2, in the order that we prefer, and those of RFC 8446. Spec: api-lps.md section 3. */
public enum CipherSuite {
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030, false, true),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F, false, true),
    TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(0x009F, false, false),
    TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(0x009E, false, false),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028, false, false),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027, false, false),
    TLS_AES_256_GCM_SHA384(0x1302, true, true),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, true, true),
    TLS_AES_128_GCM_SHA256(0x1301, true, true);

    private final int code;
    private final boolean tls13;
    private final boolean boring;

    CipherSuite(int code, boolean tls13, boolean boring) {
        this.code = code;
        this.tls13 = tls13;
        this.boring = boring;
    }

    /** Whether {@code text} is its IANA name or its code in hexadecimal ({@code C030}). */
    public boolean isNamed(String text) {
        return name().equalsIgnoreCase(text) || hex().equalsIgnoreCase(text);
    }

    /** Its code point (RFC 8446 appendix B.4). */
    public int code() {
        return code;
    }

    /** Its code point as four hexadecimal digits. */
    public String hex() {
        return "%04X".formatted(code);
    }

    /** Whether it belongs to TLS 1.3; else to TLS 1.2. */
    public boolean isTls13() {
        return tls13;
    }

    /** Whether its key exchange is Diffie-Hellman in a finite field. */
    boolean isDhe() {
        return name().startsWith("TLS_DHE_");
    }

    /** Whether BoringSSL has it; it dropped the CBC suites with SHA-2, and finite fields. */
    boolean isBoring() {
        return boring;
    }
}
