package fr.pli.operator;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Methods of the REST API that fail as nobody expected, in the operator of the tests only. */
@Hidden
@RestController
@RequestMapping("/api/v1/broken")
class BrokenApi {

    @GetMapping("/{how}")
    String fail(@PathVariable String how) {
        switch (how) {
            case "state" -> throw new IllegalStateException("s3cret insides");
            case "null" -> throw new NullPointerException();
            case "error" -> throw new StackOverflowError("s3cret insides");
            default -> throw new UnsupportedOperationException("s3cret insides");
        }
    }
}
