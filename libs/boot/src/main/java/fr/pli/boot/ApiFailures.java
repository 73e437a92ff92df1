package fr.pli.boot;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns what fails outside of the API's own methods, in a filter or in the container, into problem details (RFC 9457), as {@link ApiErrors} does for the rest. */
@Hidden
@RestController
class ApiFailures implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ApiFailures.class);

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<ProblemDetail> failure(HttpServletRequest request) {
        HttpStatus status = Optional.ofNullable(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE))
                .map(code -> HttpStatus.resolve((Integer) code))
                .orElse(HttpStatus.NOT_FOUND); // asked for by this address
        if (status.is5xxServerError()) {
            log.error("api request failed status={}", status.value(), (Throwable)
                    request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        status,
                        status.is5xxServerError()
                                ? ApiErrors.INTERNAL
                                : "the request will not do")); // what exactly is nothing to tell a stranger
    }
}
