package fr.pli.prosanteconnect;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** Where one picks or types an identity. A script posts {@code identifiant} and {@code motdepasse} with the cookie that the page came with. */
@RestController
final class LoginPage {

    private final String page = Resource.text("connexion.html");
    private final Realm realm;

    LoginPage(Realm realm) {
        this.realm = realm;
    }

    @GetMapping(path = Realm.LOGIN, produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String show(@RequestParam(name = "error", required = false) @Nullable String error) {
        String people = realm.professionals().stream()
                .map(who -> "    <option value=\"%s\">%s</option>"
                        .formatted(
                                HtmlUtils.htmlEscape(who.id()),
                                HtmlUtils.htmlEscape(who.givenName() + " " + who.familyName())))
                .collect(Collectors.joining("\n"));
        String refusal = error == null ? "" : "<p role=\"alert\">Identifiant ou mot de passe de test inconnu.</p>";
        return page.replace("{refusal}", refusal)
                .replace("{action}", Realm.LOGIN)
                .replace("{password}", TestPassword.PASSWORD)
                .replace("{people}", people);
    }
}
