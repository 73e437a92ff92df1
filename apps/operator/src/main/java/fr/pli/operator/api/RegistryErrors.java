package fr.pli.operator.api;

import fr.pli.registry.RegistryException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells what the registry refuses as problem details (RFC 9457), with its code. */
@Order(0) // before the advice that takes whatever nobody expected
@RestControllerAdvice
class RegistryErrors {

    @ExceptionHandler
    ProblemDetail registry(RegistryException e) {
        HttpStatus status = switch (e.code()) {
            case BAL_UNKNOWN, DOMAIN_UNKNOWN -> HttpStatus.NOT_FOUND;
            case ADDRESS_TAKEN, DOMAIN_EXISTS, ALIAS_EXISTS, BAL_DELETED, TRANSITION_REFUSED, BAL_BUSY ->
                HttpStatus.CONFLICT;
            case OWNER_DOES_NOT_FIT_TYPE, NO_RIGHTS_ON_THIS_TYPE -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, e.getMessage());
        problem.setProperty("code", e.code().name());
        return problem;
    }
}
