package fr.pli.prosanteconnect;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Logs a known professional in who knows the one password, which is no secret. */
final class TestPassword implements AuthenticationProvider {

    static final String PASSWORD = "test";

    private final Realm realm;

    TestPassword(Realm realm) {
        this.realm = realm;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        Professional who = realm.professional(attempt.getName().strip())
                .filter(known -> PASSWORD.equals(attempt.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("unknown professional or password"));
        return UsernamePasswordAuthenticationToken.authenticated(realm.logIn(who), null, List.of());
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.equals(type);
    }
}
