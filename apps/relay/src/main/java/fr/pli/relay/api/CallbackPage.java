package fr.pli.relay.api;

import fr.pli.relay.rules.RelaySessions;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where the browser comes back from PSC: it says whether the window may be closed. What it came with is shown to nobody. */
@Controller
class CallbackPage {

    private final RelaySessions sessions;

    CallbackPage(RelaySessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping("/callback")
    ModelAndView callback(@RequestParam(defaultValue = "") String state, HttpServletRequest request) {
        String query = request.getQueryString();
        RelaySessions.Return back =
                sessions.callback(state, URI.create("/callback" + (query == null ? "" : "?" + query)));
        ModelAndView page = new ModelAndView("callback", "outcome", back.name().toLowerCase(Locale.ROOT));
        page.setStatus(
                switch (back) {
                    case DONE -> HttpStatus.OK;
                    case REFUSED -> HttpStatus.FORBIDDEN;
                    case UNKNOWN -> HttpStatus.GONE;
                    case UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
                });
        return page;
    }
}
