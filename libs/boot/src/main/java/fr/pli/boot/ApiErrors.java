package fr.pli.boot;

import fr.pli.mss.StoreRefusedException;
import fr.pli.mss.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Turns what goes wrong into problem details (RFC 9457): one line that names the field and what is wrong with it. A server that has outcomes of
 * its own adds an advice that comes before this one.
 */
@RestControllerAdvice
class ApiErrors extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    static final String INTERNAL = "an error of this server's software; its log says which";

    @ExceptionHandler
    ProblemDetail field(FieldException e) {
        return problem(e);
    }

    /** A value that cannot be kept, such as a text with NUL: the caller's to mend, and nothing that wakes anybody. */
    @ExceptionHandler
    ProblemDetail refused(StoreRefusedException e) {
        log.info("value refused reason=\"{}\"", e.getMessage());
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "a value of this request cannot be kept");
    }

    @ExceptionHandler
    ProblemDetail unavailable(StoreUnavailableException e) {
        log.error("store out of reach reason=\"{}\"", e.toString());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the database does not answer; try again");
    }

    /** Parameters that are no text, too many or too long, or of a form that was broken off: whoever sends them is a stranger as often as not. */
    @ExceptionHandler
    ProblemDetail parameters(InvalidParameterException e) {
        HttpStatus said = Optional.ofNullable(HttpStatus.resolve(e.getErrorCode()))
                .filter(HttpStatus::is4xxClientError)
                .orElse(HttpStatus.BAD_REQUEST);
        return ProblemDetail.forStatusAndDetail(said, "the parameters cannot be read");
    }

    /** The client has gone in the midst of the answer. */
    @ExceptionHandler
    void gone(ClientAbortException e, HttpServletRequest request) {
        log.debug("client gone method={} path={}", request.getMethod(), request.getServletPath());
    }

    /** What nobody expected: ours to mend, and nothing of it is told. Spring hands an {@link Error} to this too. */
    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> failure(Throwable e, HttpServletRequest request, HttpServletResponse response) {
        if (e instanceof IllegalArgumentException && isWildcard(request.getContentType())) {
            return problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "a Content-Type names one type"); // which Spring takes for a mistake of ours
        }
        log.error("api request failed method={} path={}", request.getMethod(), request.getServletPath(), e);
        return response.isCommitted()
                ? null // a part of the answer is under way
                : problem(HttpStatus.INTERNAL_SERVER_ERROR, INTERNAL);
    }

    private static boolean isWildcard(@Nullable String contentType) {
        return contentType != null && contentType.contains("*");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    /** The body is no JSON, or not that of this request. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = e.getCause() instanceof JacksonException json
                ? problem(new FieldException(path(json), reason(json)))
                : ProblemDetail.forStatusAndDetail(status, "the body is missing");
        return handleExceptionInternal(e, problem, headers, status, request);
    }

    /** A part of the address or a parameter is not of its type, such as month 13. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = e.getPropertyName() == null ? "address" : e.getPropertyName();
        return handleExceptionInternal(
                e, problem(new FieldException(field, "cannot be read")), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, problem(new FieldException(e.getParameterName(), "is missing")), headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return handleExceptionInternal(
                e, ProblemDetail.forStatusAndDetail(status, "nothing has this address"), headers, status, request);
    }

    private static ProblemDetail problem(FieldException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
        problem.setProperty("field", e.field());
        return problem;
    }

    private static String path(JacksonException e) {
        String path = e.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "body" : path;
    }

    private static String reason(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> "is not known; accepted: " + unknown.getKnownPropertyIds();
            case InvalidFormatException wrong
            when wrong.getTargetType().isEnum() ->
                "will not do; accepted: "
                        + Arrays.toString(wrong.getTargetType().getEnumConstants());
            default -> "cannot be read";
        };
    }
}
