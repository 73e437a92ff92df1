package fr.pli.psc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignedTokenTest {

    private static final String HEADER = TestTokens.base64("{\"alg\":\"RS256\"}");
    private static final String CLAIMS = TestTokens.base64("{}");

    @Test
    void what_is_no_jwt_is_refused() {
        refused("aToken", "three parts");
        refused(HEADER + "." + CLAIMS, "three parts");
        refused(HEADER + "." + CLAIMS + ".a.b", "three parts");
        refused("*." + CLAIMS + ".", "base64url");
        refused(HEADER + "." + CLAIMS + "=.", "padding");
        refused(HEADER + "." + TestTokens.base64("[]") + ".", "JSON object");
        refused("a".repeat(20_000), "longer");
    }

    @Test
    void header_that_asks_for_more_than_we_know_is_refused() {
        refused(TestTokens.base64("{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}") + "." + CLAIMS + ".", "crit");
    }

    private static void refused(String text, String problem) {
        assertThatThrownBy(() -> SignedToken.parse(text))
                .isInstanceOf(PscSyntaxException.class)
                .hasMessageContaining(problem);
    }
}
