package fr.pli.lps;

import fr.pli.psc.PscSession;
import fr.pli.psc.PscSessionOverException;
import java.io.IOException;

/** Where PSC access tokens come from: a session at PSC, or the serveur intermédiaire. What asks keeps none of them (ECO.1.2.5). */
@FunctionalInterface
public interface AccessTokens {

    /**
     * An access token that is good now. Asked for each connection, and once more when the operator refuses one: what is the same
     * again is not tried again.
     *
     * @throws IOException if there is none to be had
     */
    String accessToken() throws IOException;

    /** Those of a session at PSC, which asking prolongs: for what a person does. */
    static AccessTokens of(PscSession session) {
        return () -> {
            try {
                return session.accessToken();
            } catch (PscSessionOverException e) {
                throw new LoginRefusedException(
                        "the professional has to log in at PSC again",
                        new Trouble(Trouble.Step.LOG_IN, "", Trouble.Reason.LOG_IN_AGAIN, ""),
                        e);
            }
        };
    }
}
