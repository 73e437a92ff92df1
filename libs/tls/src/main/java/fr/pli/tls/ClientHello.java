package fr.pli.tls;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The first message of a TLS client, as far as it decides which engine can serve him (RFC 8446 section 4.1.2, RFC 5246 section 7.4.1.2).
 *
 * @param suites code points of the cipher suites that he offers
 * @param groups code points of the named groups that he offers; none if he does not say
 * @param signatures code points of the signature schemes that he verifies (RFC 8446 section 4.2.3); none if he does not say
 * @param tls12 whether he offers TLS 1.2
 * @param tls13 whether he offers TLS 1.3
 */
record ClientHello(Set<Integer> suites, Set<Integer> groups, Set<Integer> signatures, boolean tls12, boolean tls13) {

    /** Octets of records within which a ClientHello has to end; BoringSSL's own limit for the message is 16 KiB. */
    static final int LONGEST = 20 * 1024;

    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_RECORD = 16 * 1024;
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int TLS12 = 0x0303;
    private static final int TLS13 = 0x0304;
    /** RSA with SHA-256, SHA-384 and SHA-512, PKCS#1 and PSS: what a server with an RSA key may sign with in TLS 1.2 (RFC 9155). */
    private static final Set<Integer> RSA_WITH_SHA2 = Set.of(0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806);

    ClientHello {
        suites = Set.copyOf(suites);
        groups = Set.copyOf(groups);
        signatures = Set.copyOf(signatures);
    }

    boolean offers(CipherSuite suite) {
        return suites.contains(suite.code());
    }

    /** Whether an elliptic curve of these is one that he has; true if he does not say which he has. */
    boolean sharesGroup(List<NamedGroup> ours) {
        return groups.isEmpty() || ours.stream().anyMatch(group -> groups.contains(group.code()));
    }

    /** Whether our RSA key can sign for him without SHA-1 or MD5. */
    boolean verifiesRsaWithSha2() {
        return !Collections.disjoint(signatures, RSA_WITH_SHA2);
    }

    /**
     * Reads the beginning of a connection. The buffer's position stays.
     *
     * @param records what came so far, from the first octet on
     * @return empty while the message is not complete
     * @throws TlsSyntaxException if this is no ClientHello, or does not end within {@link #LONGEST} octets
     */
    static Optional<ClientHello> read(ByteBuffer records) throws TlsSyntaxException {
        Optional<ByteBuffer> message = message(records.duplicate());
        if (message.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(message.get()));
        } catch (BufferUnderflowException e) {
            throw new TlsSyntaxException("ClientHello", "a length in it points past its end", e);
        }
    }

    /** Joins the fragments of the first handshake message; without its header, empty while some are missing. */
    private static Optional<ByteBuffer> message(ByteBuffer records) throws TlsSyntaxException {
        ByteBuffer message = ByteBuffer.allocate(records.remaining());
        int length = Integer.MAX_VALUE;
        while (message.position() < length) {
            if (records.remaining() < RECORD_HEADER) {
                return unfinished(records);
            }
            int type = u8(records);
            int major = u8(records);
            int minor = u8(records);
            int size = u16(records);
            if (type != HANDSHAKE || major != 3 || minor > 4 || size == 0 || size > LONGEST_RECORD) {
                throw new TlsSyntaxException(
                        "ClientHello", "record header %02x%02x%02x%04x".formatted(type, major, minor, size));
            }
            int here = Math.min(size, records.remaining());
            message.put(records.slice(records.position(), here));
            records.position(records.position() + here);
            if (message.position() >= 4) {
                int header = message.getInt(0);
                length = 4 + (header & 0xFFFFFF);
                if (header >>> 24 != CLIENT_HELLO || length > LONGEST) {
                    throw new TlsSyntaxException("ClientHello", "message header %08x".formatted(header));
                }
            }
            if (here < size && message.position() < length) {
                return unfinished(records);
            }
        }
        return Optional.of(message.slice(4, length - 4));
    }

    private static Optional<ByteBuffer> unfinished(ByteBuffer records) throws TlsSyntaxException {
        if (records.position() + records.remaining() >= LONGEST) {
            throw new TlsSyntaxException("ClientHello", "does not end within " + LONGEST + " octets");
        }
        return Optional.empty();
    }

    private static ClientHello parse(ByteBuffer message) throws TlsSyntaxException {
        boolean tls12 = u16(message) >= TLS12; // legacy_version
        skip(message, 32); // random
        skip(message, u8(message)); // legacy_session_id
        ByteBuffer codes = take(message, u16(message));
        if (codes.remaining() % 2 != 0) {
            throw new TlsSyntaxException("ClientHello", "cipher suites in " + codes.remaining() + " octets");
        }
        Set<Integer> suites = codes(codes);
        skip(message, u8(message)); // legacy_compression_methods
        boolean tls13 = false;
        Set<Integer> groups = Set.of();
        Set<Integer> signatures = Set.of();
        ByteBuffer extensions = message.hasRemaining() ? take(message, u16(message)) : message;
        while (extensions.hasRemaining()) {
            int type = u16(extensions);
            ByteBuffer body = take(extensions, u16(extensions));
            switch (type) {
                case SUPPORTED_VERSIONS -> {
                    Set<Integer> versions = codes(take(body, u8(body)));
                    tls12 = versions.contains(TLS12);
                    tls13 = versions.contains(TLS13);
                }
                case SUPPORTED_GROUPS -> groups = codes(take(body, u16(body)));
                case SIGNATURE_ALGORITHMS -> signatures = codes(take(body, u16(body)));
                default -> {}
            }
        }
        return new ClientHello(suites, groups, signatures, tls12, tls13);
    }

    private static Set<Integer> codes(ByteBuffer list) {
        Set<Integer> codes = new HashSet<>();
        while (list.hasRemaining()) {
            codes.add(u16(list));
        }
        return codes;
    }

    private static int u8(ByteBuffer buffer) {
        return Byte.toUnsignedInt(buffer.get());
    }

    private static int u16(ByteBuffer buffer) {
        return Short.toUnsignedInt(buffer.getShort());
    }

    private static void skip(ByteBuffer buffer, int length) {
        take(buffer, length);
    }

    private static ByteBuffer take(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer part = buffer.slice(buffer.position(), length);
        buffer.position(buffer.position() + length);
        return part;
    }
}
