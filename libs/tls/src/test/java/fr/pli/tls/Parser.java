package fr.pli.tls;

import fr.pli.igc.Credential;
import fr.pli.igc.KeyKind;
import fr.pli.igc.TestIgc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** What reads octets of strangers in this module, each with good input to damage. */
enum Parser {
    CLIENT_HELLO {
        @Override
        List<byte[]> seeds() {
            return List.of(Hellos.modern(), Hellos.tls12("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"));
        }

        @Override
        void parse(byte[] octets) throws TlsSyntaxException {
            ClientHello.read(ByteBuffer.wrap(octets))
                    .ifPresent(hello -> hello.offers(CipherSuite.TLS_AES_128_GCM_SHA256));
        }
    },
    SUBJECT {
        @Override
        List<byte[]> seeds() {
            return List.of(
                    Samples.APP.certificate().getSubjectX500Principal().getEncoded(),
                    Samples.IGC.issuing().getSubjectX500Principal().getEncoded());
        }

        @Override
        void parse(byte[] octets) throws TlsSyntaxException {
            PeerIdentity.structure(octets).isFiness();
        }
    },
    CRL {
        @Override
        List<byte[]> seeds() {
            return List.of(Samples.CRL);
        }

        @Override
        void parse(byte[] octets) throws TlsSyntaxException {
            Crl.read(octets, Samples.IGC.issuing(), Instant.now()).covers(Samples.APP.certificate());
        }
    },
    OCSP {
        @Override
        List<byte[]> seeds() {
            return List.of(Samples.OCSP);
        }

        @Override
        void parse(byte[] octets) throws TlsSyntaxException {
            OcspAnswer.read(octets, Samples.QUESTION, Samples.IGC.issuing(), Instant.now());
        }
    };

    /** Made once, and only where they are needed. */
    private static final class Samples {
        static final TestIgc IGC = TestIgc.create(KeyKind.P_256);
        static final Credential APP =
                IGC.application("300000000099622").key(KeyKind.P_256).issue();
        static final OcspQuestion QUESTION = OcspQuestion.of(APP.certificate(), IGC.issuing());
        static final byte[] CRL;
        static final byte[] OCSP;

        static {
            IGC.revoke(IGC.application("300000000099622")
                    .key(KeyKind.P_256)
                    .issue()
                    .certificate());
            try (HttpCall network = HttpCall.to(Duration.ofSeconds(2))) {
                CRL = network.get(URI.create(IGC.crlUrl()), 100_000, Duration.ofSeconds(10));
                OCSP = network.post(
                        URI.create(IGC.ocspUrl()),
                        "application/ocsp-request",
                        QUESTION.der(),
                        100_000,
                        Duration.ofSeconds(10));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final Map<Parser, List<byte[]>> SEEDS = new ConcurrentHashMap<>();

    abstract List<byte[]> seeds();

    abstract void parse(byte[] octets) throws TlsSyntaxException;

    /** Damages good input and reads it: a value or {@link TlsSyntaxException}, anything else comes out. */
    void survive(long seed) {
        Random random = new Random(seed);
        List<byte[]> seeds = SEEDS.computeIfAbsent(this, Parser::seeds);
        byte[] octets = seeds.get(random.nextInt(seeds.size())).clone();
        int changes = random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            octets = damage(octets, random);
        }
        try {
            parse(octets);
        } catch (TlsSyntaxException e) {
            if (e.getMessage() == null || e.getMessage().isEmpty()) {
                throw new AssertionError("an error that says nothing", e);
            }
        }
    }

    private static byte[] damage(byte[] octets, Random random) {
        if (octets.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(octets.length);
        byte[] changed = octets.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed[at] = (byte) (changed[at] + (random.nextBoolean() ? 1 : -1));
            case 3 -> changed = Arrays.copyOf(octets, at);
            case 4 -> {
                changed = Arrays.copyOf(octets, octets.length + 1);
                System.arraycopy(octets, at, changed, at + 1, octets.length - at);
            }
            default -> {
                int length = Math.min(random.nextInt(20), octets.length - at);
                System.arraycopy(octets, random.nextInt(octets.length - length + 1), changed, at, length);
            }
        }
        return changed;
    }
}
