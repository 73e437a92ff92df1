package fr.pli.operator.api;

import fr.pli.life.Confirmation;
import fr.pli.registry.BalRequests;
import fr.pli.registry.RegistryException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/**
 * Where the future holder of a BAL PER says yes or no (MSS 17). To look changes nothing, so that a mail filter that follows links decides nothing;
 * no script, no cookie, nothing from elsewhere, and the code goes to no other site.
 */
@RestController
@RequestMapping("/confirmation/{code}")
class ConfirmationPage {

    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("fr.pli.operator.confirmation", Locale.ROOT);

    private final Confirmation confirmation;

    ConfirmationPage(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @GetMapping
    ResponseEntity<String> look(@PathVariable String code) {
        Optional<BalRequests.Request> found = confirmation.look(code);
        return found.map(request -> page(HttpStatus.OK, question(request)))
                .orElseGet(() -> page(HttpStatus.GONE, paragraph("gone", "")));
    }

    @PostMapping
    ResponseEntity<String> answer(@PathVariable String code, @RequestParam boolean agree) {
        try {
            if (agree) {
                return confirmation
                        .confirm(code)
                        .map(bal -> page(
                                HttpStatus.OK,
                                paragraph("created", bal.address().toString())))
                        .orElseGet(() -> page(HttpStatus.GONE, paragraph("gone", "")));
            }
            return confirmation.decline(code)
                    ? page(HttpStatus.OK, paragraph("declined", ""))
                    : page(HttpStatus.GONE, paragraph("gone", ""));
        } catch (RegistryException e) {
            return page(HttpStatus.CONFLICT, paragraph("impossible", ""));
        }
    }

    private static String question(BalRequests.Request request) {
        String others = request.others().isEmpty()
                ? paragraph("none", "")
                : paragraph("others", "")
                        + request.others().stream()
                                .map(bal -> "<li>" + HtmlUtils.htmlEscape(bal) + "</li>")
                                .collect(Collectors.joining("", "<ul>", "</ul>"));
        return paragraph("question", request.wanted().address().toString())
                + others
                + "<form method=\"post\"><button name=\"agree\" value=\"true\">" + TEXTS.getString("yes")
                + "</button> <button name=\"agree\" value=\"false\">" + TEXTS.getString("no") + "</button></form>";
    }

    private static String paragraph(String key, String bal) {
        return "<p>" + TEXTS.getString(key).replace("{bal}", HtmlUtils.htmlEscape(bal)) + "</p>";
    }

    private static ResponseEntity<String> page(HttpStatus status, String body) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", "default-src 'none'; form-action 'self'; frame-ancestors 'none'")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(
                        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>MSSanté</title></head><body><h1>"
                                + TEXTS.getString("title") + "</h1>" + body + "</body></html>");
    }
}
