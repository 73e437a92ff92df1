package fr.pli.relay.api;

import fr.pli.relay.rules.SessionRefusal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells why a call about a session gets nothing, as problem details (RFC 9457) with a code. */
@Order(0) // before the advice that takes whatever nobody expected
@RestControllerAdvice
class SessionErrors {

    @ExceptionHandler
    ProblemDetail refusal(SessionRefusal e) {
        HttpStatus status = switch (e.code()) {
            case SESSION_UNKNOWN -> HttpStatus.NOT_FOUND;
            case SESSION_PENDING, PERSON_NEEDED, REFUSED_AGAIN -> HttpStatus.CONFLICT;
            case SESSION_OVER -> HttpStatus.GONE;
            case TOO_MANY_SESSIONS -> HttpStatus.TOO_MANY_REQUESTS;
            case PSC_UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("code", e.code().name());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail header(MissingRequestHeaderException e) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "header " + e.getHeaderName() + " is missing");
        problem.setProperty("field", e.getHeaderName());
        return problem;
    }
}
