package fr.pli.relay.api;

import fr.pli.boot.FieldException;
import fr.pli.mss.IdNatPs;
import fr.pli.psc.AccessToken;
import fr.pli.relay.rules.RelaySession;
import fr.pli.relay.rules.RelaySessions;
import fr.pli.relay.rules.SessionRefusal;
import fr.pli.relay.rules.SessionState;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions with PSC for care software (SEED-07 to 11). */
@Tag(name = "sessions", description = "Sessions avec Pro Santé Connect / Sessions with Pro Santé Connect")
@RestController
@RequestMapping("/api/v1/sessions")
class SessionApi {

    /** What only the opener of a session has. */
    static final String SECRET = "Session-Secret";

    private final RelaySessions sessions;
    private final InstantSource clock;

    SessionApi(RelaySessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** By which way the professional logs in. */
    enum Flow {
        /** Authorisation code with PKCE, in a browser. */
        CODE
    }

    /** What is asked for. */
    record Wanted(@Nullable Flow flow) {}

    /** A session that waits for its professional. */
    record Opened(String id, String secret, URI authorizationUrl, Instant loginEnds) {}

    /** A session. */
    record Told(String id, SessionState state, @Nullable String person, Instant ends, String reason) {

        static Told of(RelaySession.Told told) {
            String person = told.person().map(IdNatPs::value).orElse(null);
            return new Told(told.id(), told.state(), person, told.ends(), told.reason());
        }
    }

    /** An access token. */
    record Token(String accessToken, Instant expires) {}

    @Operation(
            summary =
                    "Ouvre une session : l'adresse rendue est à ouvrir dans le navigateur du professionnel / Opens one",
            description = "Le secret n'est donné qu'ici ; il accompagne chaque appel dans l'en-tête Session-Secret.")
    @PostMapping
    ResponseEntity<Opened> open(@RequestBody Wanted wanted, Principal caller) throws SessionRefusal {
        FieldException.required("flow", wanted.flow());
        RelaySessions.Opened opened = sessions.open(caller.getName());
        RelaySession.Told told = opened.session().told(clock.instant());
        return ResponseEntity.created(URI.create("/api/v1/sessions/" + told.id()))
                .cacheControl(CacheControl.noStore())
                .body(new Opened(told.id(), opened.secret(), opened.location(), told.ends()));
    }

    @Operation(summary = "Dit où en est une session / Tells where a session is")
    @GetMapping("/{id}")
    Told get(@PathVariable String id, @RequestHeader(SECRET) String secret, Principal caller) throws SessionRefusal {
        return Told.of(sessions.find(id, caller.getName(), secret).told(clock.instant()));
    }

    @Operation(
            summary =
                    "Donne un jeton d'accès valable au moins 15 s / Gives an access token that is good for 15 s at least",
            description = "person=true si une personne agit : sans elle la session n'est pas prolongée."
                    + " refused=true si un opérateur a refusé le dernier : un autre est demandé, une fois.")
    @GetMapping("/{id}/access-token")
    ResponseEntity<Token> accessToken(
            @PathVariable String id,
            @RequestHeader(SECRET) String secret,
            @RequestParam(defaultValue = "false") boolean person,
            @RequestParam(defaultValue = "false") boolean refused,
            Principal caller)
            throws SessionRefusal {
        AccessToken token = sessions.find(id, caller.getName(), secret).accessToken(person, refused, clock.instant());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Token(token.value(), token.expires()));
    }

    @Operation(summary = "Termine une session, ici et chez Pro Santé Connect / Ends a session, here and at PSC")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logOut(@PathVariable String id, @RequestHeader(SECRET) String secret, Principal caller) throws SessionRefusal {
        sessions.find(id, caller.getName(), secret).logOut();
    }
}
