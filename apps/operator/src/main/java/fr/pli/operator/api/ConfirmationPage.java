package fr.pli.operator.api;

import fr.pli.life.Confirmation;
import fr.pli.operator.OperatorProperties;
import fr.pli.registry.BalRequests;
import fr.pli.registry.RegistryException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where the future holder of a BAL PER says yes or no (MSS 17). To look changes nothing, so that a mail filter that follows links decides
 * nothing; no script, no cookie, nothing from elsewhere, and the code goes to no other site.
 */
@Controller
class ConfirmationPage {

    /** The page names this zone beside the time. */
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final char NO_BREAK_SPACE = '\u00A0';

    private final Confirmation confirmation;
    private final OperatorProperties properties;

    ConfirmationPage(Confirmation confirmation, OperatorProperties properties) {
        this.confirmation = confirmation;
        this.properties = properties;
    }

    @GetMapping("/confirmation/{code}")
    ModelAndView look(@PathVariable String code, Locale locale) {
        return confirmation.look(code).map(request -> question(request, locale)).orElseGet(this::gone);
    }

    /** A link that a mail program cut or lengthened. */
    @GetMapping({"/confirmation", "/confirmation/**"})
    ModelAndView damaged() {
        return gone();
    }

    @PostMapping("/confirmation/{code}")
    ModelAndView answer(@PathVariable String code, @RequestParam boolean agree) {
        try {
            if (agree) {
                return confirmation
                        .confirm(code)
                        .map(bal -> outcome(HttpStatus.OK, "created")
                                .addObject("bal", bal.address().toString()))
                        .orElseGet(this::gone);
            }
            return confirmation.decline(code) ? outcome(HttpStatus.OK, "declined") : gone();
        } catch (RegistryException e) {
            return outcome(HttpStatus.CONFLICT, "impossible");
        }
    }

    private ModelAndView question(BalRequests.Request request, Locale locale) {
        ZonedDateTime until = request.expires().atZone(PARIS);
        return page(HttpStatus.OK)
                .addObject("bal", request.wanted().address().toString())
                .addObject("others", request.others())
                .addObject("day", DAY.withLocale(locale).format(until).replace(' ', NO_BREAK_SPACE))
                .addObject("time", TIME.format(until));
    }

    private ModelAndView gone() {
        return outcome(HttpStatus.GONE, "gone");
    }

    private ModelAndView outcome(HttpStatus status, String outcome) {
        return page(status).addObject("outcome", outcome);
    }

    private ModelAndView page(HttpStatus status) {
        ModelAndView page = new ModelAndView("confirmation");
        page.setStatus(status);
        page.addObject("operatorName", properties.operatorName());
        Optional.of(properties.operatorContact())
                .filter(contact -> !contact.isEmpty())
                .ifPresent(contact -> page.addObject("operatorContact", contact));
        return page;
    }
}
