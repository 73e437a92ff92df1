package fr.pli.operator;

import fr.pli.imap.StoreUnavailableException;
import fr.pli.mss.MssSyntaxException;
import fr.pli.store.RegistryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what goes wrong into problem details (RFC 9457): one line that names what is wrong. */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    @ExceptionHandler
    ProblemDetail syntax(MssSyntaxException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail registry(RegistryException e) {
        HttpStatus status = switch (e.code()) {
            case BAL_UNKNOWN, DOMAIN_UNKNOWN -> HttpStatus.NOT_FOUND;
            case ADDRESS_TAKEN, DOMAIN_EXISTS, ALIAS_EXISTS, BAL_DELETED -> HttpStatus.CONFLICT;
            case OWNER_DOES_NOT_FIT_TYPE, NO_RIGHTS_ON_THIS_TYPE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("code", e.code().name());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unavailable(StoreUnavailableException e) {
        log.error("store out of reach reason=\"{}\"", e.toString());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer; try again");
    }
}
