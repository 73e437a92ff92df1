package fr.pli.psc;

import fr.pli.mss.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The texts of PSC that this module reads, each with good input to damage. */
enum PscText {
    TOKEN(TestTokens.unsigned("RS256", TestTokens.claims(Samples.ISSUER, "899700000017")) + "AAAA") {
        @Override
        void read(String text) throws PscSyntaxException {
            SignedToken token = SignedToken.parse(text);
            check(token.claims().person().isEmpty()
                    || !token.claims().personId().isEmpty());
        }
    },
    /** Damages the claims before they are packed, so that it is not base64 alone that sees it. */
    CLAIMS(Samples.CLAIMS) {
        @Override
        void read(String text) throws PscSyntaxException {
            TokenClaims claims =
                    SignedToken.parse(TestTokens.unsigned("RS256", text)).claims();
            check(!claims.expires().isBefore(Instant.EPOCH));
            check(claims.mayBeOfSamePersonAs(claims));
        }
    },
    INTROSPECTION(Samples.INTROSPECTION, "{\"active\":false}") {
        @Override
        void read(String text) throws PscSyntaxException {
            Introspection.read(text).ifPresent(TokenClaims::person);
        }
    },
    USERINFO(Samples.USERINFO) {
        @Override
        void read(String text) throws PscSyntaxException {
            UserInfo info = UserInfo.parse(text);
            check(info.activities().size() < text.length() + 1);
        }
    },
    DISCOVERY(Samples.DISCOVERY) {
        @Override
        void read(String text) throws PscSyntaxException {
            check(PscEndpoints.parse(text).token().getHost() != null);
        }
    },
    KEYS(Samples.KEYS) {
        @Override
        void read(String text) throws PscSyntaxException {
            SignedToken token = SignedToken.parse(TestTokens.unsigned("RS256", Samples.CLAIMS) + "AAAA");
            check(!KeySet.parse(text).signed(token));
        }
    },
    TOKEN_ANSWER(Samples.TOKENS) {
        @Override
        void read(String text) throws PscSyntaxException {
            check(!TokenSet.parse(text, Instant.EPOCH).fresh().end().isBefore(Instant.EPOCH));
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // Mutations copies what it damages
    private final List<byte[]> inputs;

    PscText(String... inputs) {
        this.inputs = List.of(inputs).stream()
                .map(input -> input.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Reads, and checks what must hold of any result. */
    abstract void read(String text) throws PscSyntaxException;

    /** Damages an input and reads it: that gives a value or one kind of exception. */
    void survive(long seed) {
        try {
            read(new String(new Mutations(seed).of(inputs), StandardCharsets.UTF_8));
        } catch (PscSyntaxException refused) {
            check(refused.toString().length() < 200);
        } catch (RuntimeException e) {
            throw new AssertionError(this + " fails on seed " + seed, e);
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new IllegalStateException("a result breaks its own rules");
        }
    }
}
