package fr.pli.prosanteconnect;

import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The switches over HTTP, on the test entry point: form parameters in, text or JSON out. Durations as {@code PT5S}. */
@RestController
@RequestMapping("/test")
final class TestApi {

    private final Switches switches;
    private final Realm realm;

    TestApi(Switches switches, Realm realm) {
        this.switches = switches;
        this.realm = realm;
    }

    @GetMapping("/professionals")
    List<Professional> professionals() {
        return realm.professionals();
    }

    @GetMapping("/lifetimes")
    Lifetimes lifetimes() {
        return realm.lifetimes();
    }

    @PostMapping("/outage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void outage(@RequestParam("kind") Outage kind) {
        switches.outage(kind);
    }

    @PostMapping("/slow")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void slow(@RequestParam("delay") Duration delay) {
        switches.slow(delay);
    }

    @PostMapping("/lifetimes")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lifetimes(
            @RequestParam(name = "access", defaultValue = "PT2M") Duration access,
            @RequestParam(name = "refresh", defaultValue = "PT30M") Duration refresh,
            @RequestParam(name = "session", defaultValue = "PT4H") Duration session,
            @RequestParam(name = "idle", defaultValue = "PT30M") Duration idle) {
        switches.lifetimes(new Lifetimes(access, refresh, session, idle));
    }

    @PostMapping("/keys/rotate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void rotateKeys() {
        switches.rotateKeys();
    }

    @PostMapping("/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestParam("token") String token) {
        switches.revoke(token);
    }

    @PostMapping("/end-session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@RequestParam("token") String token) {
        switches.endSession(token);
    }

    @PostMapping(path = "/token", produces = "text/plain")
    String token(
            @RequestParam("professional") String professional,
            @RequestParam(name = "kind", defaultValue = "GOOD") TokenKind kind,
            @RequestParam(name = "client", defaultValue = "pli-lps") String client) {
        return switches.token(kind, professional, client);
    }
}
