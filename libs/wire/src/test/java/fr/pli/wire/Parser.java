package fr.pli.wire;

import fr.pli.mss.MssAddress;
import fr.pli.mss.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The parsers of this module, each with good input to damage. */
enum Parser {
    BASE64(text("dXNlcj1tYXJpZS5tYXJ0aW5AbWVkZWNpbi5tc3NhbnRlLmZyAWF1dGg9", "AQ==", "=", "+/+/")) {
        @Override
        void parse(byte[] octets) throws SaslSyntaxException {
            byte[] decoded = SaslBase64.decodeInitial(octets);
            check(Arrays.equals(octets, Base64.getEncoder().encode(decoded)) || decoded.length == 0);
        }
    },
    XOAUTH2(text("user=marie.martin@medecin.mssante.fr\1auth=Bearer aTo.k-e_n~+/==\1\1", "auth=bEARER x\1user=a@b\1")) {
        @Override
        void parse(byte[] octets) throws SaslSyntaxException {
            checkBearer(BearerResponse.xoauth2(octets));
        }
    },
    OAUTHBEARER(
            text("n,a=jean=2Cx=3Dy@b.fr,\1host=h\1port=993\1auth=Bearer aToken\1\1", "y,a=a@b,\1auth=Bearer x\1\1")) {
        @Override
        void parse(byte[] octets) throws SaslSyntaxException {
            checkBearer(BearerResponse.oauthbearer(octets));
        }
    },
    PLAIN(text("\0labo.app@ch.fr\0", "labo.app@ch.fr\0labo.app@ch.fr\0secret")) {
        @Override
        void parse(byte[] octets) throws SaslSyntaxException {
            checkMailbox(Plain.mailbox(octets));
        }
    },
    PROXY(List.of(
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc00002070a000001d903008f"),
            HexFormat.of()
                    .parseHex("0d0a0d0a000d0a515549540a2121002420010db800000000000000000000000120010db8000000000000"
                            + "000000000002d903008f040005616263"),
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000"))) {
        @Override
        void parse(byte[] octets) throws ProxySyntaxException {
            byte[] fixed = Arrays.copyOf(octets, Math.min(octets.length, ProxyHeader.FIXED));
            int length = ProxyHeader.length(fixed);
            check(length >= 0 && length <= 4096);
            byte[] rest = Arrays.copyOfRange(octets, fixed.length, Math.min(octets.length, fixed.length + length));
            ProxyHeader.source(fixed, rest).ifPresent(source -> check(!source.isUnresolved()));
        }
    },
    RANGE(text("10.1.0.0/16", "2001:db8::/32", "192.0.2.1")) {
        @Override
        void parse(byte[] octets) {
            try {
                AddressRange range = AddressRange.parse(new String(octets, StandardCharsets.UTF_8));
                check(range.contains(range.first()));
            } catch (IllegalArgumentException refused) {
                check(refused.getMessage() != null);
            }
        }
    },
    /** The one that needs a socket: what a client sends in whatever pieces is split at CRLF and nowhere else. */
    LINES(text("a AUTHENTICATE XOAUTH2\r\n\r\nb\rc\nd\r\r\n", "\r\n\r\n\n\r")) {
        @Override
        void parse(byte[] octets) {
            try (Loopback server = Loopback.open(Parser::countLines)) {
                String sent = new String(octets, StandardCharsets.ISO_8859_1);
                String expected = Stream.of((sent + "end").split("\r\n", -1))
                        .map(line -> line.length() + " ")
                        .reduce("", String::concat);
                String answer = server.say(cut(octets), sent + "end\r\n");
                check(answer.equals(expected));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Mutations copies what it damages
    private final List<byte[]> inputs;

    Parser(List<byte[]> inputs) {
        this.inputs = inputs;
    }

    /** Parses, and checks what must hold of any result. */
    abstract void parse(byte[] octets) throws SaslSyntaxException, ProxySyntaxException;

    /** Damages an input and parses it: it must give a value or refuse. */
    void survive(long seed) {
        try {
            parse(new Mutations(seed).of(inputs));
        } catch (SaslSyntaxException | ProxySyntaxException refused) {
            check(refused.toString().length() < 200);
        } catch (RuntimeException e) {
            throw new AssertionError(this + " fails on seed " + seed, e);
        }
    }

    private static void countLines(Connection connection) throws IOException {
        connection.authenticated();
        byte[] line;
        do {
            line = connection.readLine(100_000);
            connection.output().write((line.length + " ").getBytes(StandardCharsets.US_ASCII));
        } while (connection.hasInput() || !new String(line, StandardCharsets.ISO_8859_1).endsWith("end"));
    }

    /** Where to cut a client's octets, the same for the same octets. */
    private static int cut(byte[] octets) {
        return octets.length == 0 ? 0 : new Random(Arrays.hashCode(octets)).nextInt(octets.length);
    }

    private static void checkBearer(BearerResponse response) {
        checkMailbox(response.mailbox());
        check(response.token().chars().allMatch(c -> c > ' ' && c < 127));
        check(!response.toString().contains(response.token())
                || response.token().length() < 30);
    }

    private static void checkMailbox(MssAddress mailbox) {
        check(mailbox.toString().chars().noneMatch(c -> c <= ' '));
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a result breaks its own rules");
        }
    }

    private static List<byte[]> text(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }
}
