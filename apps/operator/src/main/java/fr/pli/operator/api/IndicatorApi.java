package fr.pli.operator.api;

import static fr.pli.boot.FieldException.between;

import fr.pli.operator.OperatorProperties;
import fr.pli.operator.duties.IndicatorFiles;
import fr.pli.registry.Indicators;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The indicator files of a month (SEED-24, R1-05), streamed: {@code GET /api/v1/indicators/messages/2026-11}, and {@code connections}. */
@RestController
@RequestMapping("/api/v1/indicators")
class IndicatorApi {

    private static final int PAGE = 1000;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;
    private static final String CSV = "text/csv;charset=UTF-8";

    private final IndicatorFiles files;
    private final OperatorProperties properties;

    IndicatorApi(IndicatorFiles files, OperatorProperties properties) {
        this.files = files;
        this.properties = properties;
    }

    @GetMapping(path = "/messages/{month}", produces = CSV)
    void messages(@PathVariable YearMonth month, HttpServletResponse response) throws IOException {
        response.setContentType(CSV);
        files.messages(known(month), response.getOutputStream());
    }

    @GetMapping(path = "/connections/{month}", produces = CSV)
    void connections(@PathVariable YearMonth month, HttpServletResponse response) throws IOException {
        response.setContentType(CSV);
        files.connections(known(month), response.getOutputStream());
    }

    /** Who emitted how much in a month, by domain and by software. */
    @GetMapping("/summary/{month}")
    List<Indicators.Emitted> summary(@PathVariable YearMonth month) {
        return files.summary(known(month));
    }

    /** Messages of a month whose X-MSS headers are wrong, in order of MAIL_ID: what to tell the editors of their software. */
    @GetMapping("/anomalies/{month}")
    List<Indicators.Anomalous> anomalies(
            @PathVariable YearMonth month,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        return files.anomalous(known(month), after, (int) between(1, PAGE, "limit", limit));
    }

    /** Of a year that every clock and database knows. */
    private static YearMonth known(YearMonth month) {
        between(FIRST_YEAR, LAST_YEAR, "month", month.getYear());
        return month;
    }

    /** Writes the files of a month into the folder of the configuration. */
    @PostMapping("/{month}/drop")
    List<String> drop(@PathVariable YearMonth month) throws IOException {
        Path folder = properties.indicators().folder();
        if (folder == null) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "pli.indicators.folder is not set");
        }
        List<String> written = files.write(folder, known(month));
        if (written.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "nothing is kept of " + month);
        }
        return written;
    }
}
