package fr.pli.operator;

import fr.pli.store.ConnectionFile;
import fr.pli.store.Connections;
import fr.pli.store.IndicatorFile;
import fr.pli.store.IndicatorFormat;
import fr.pli.store.Indicators;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The indicator files of a month (SEED-24, R1-05), streamed: {@code GET /api/v1/indicators/messages/2026-11}, and {@code connections}. */
@RestController
@RequestMapping("/api/v1/indicators")
class IndicatorApi {

    private final Indicators indicators;
    private final Connections connections;

    IndicatorApi(Indicators indicators, Connections connections) {
        this.indicators = indicators;
        this.connections = connections;
    }

    @GetMapping(path = "/messages/{month}", produces = "text/csv")
    void messages(@PathVariable YearMonth month, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        IndicatorFormat format = IndicatorFormat.DEFAULT;
        try (Writer out = response.getWriter()) {
            IndicatorFile file = new IndicatorFile(out, format);
            indicators.read(start(month, format.zone()), start(month.plusMonths(1), format.zone()), file);
        }
    }

    @GetMapping(path = "/connections/{month}", produces = "text/csv")
    void connections(@PathVariable YearMonth month, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        IndicatorFormat format = IndicatorFormat.DEFAULT;
        try (Writer out = response.getWriter()) {
            ConnectionFile file = new ConnectionFile(out, format);
            connections.read(start(month, format.zone()), start(month.plusMonths(1), format.zone()), file);
        }
    }

    private static Instant start(YearMonth month, ZoneId zone) {
        return month.atDay(1).atStartOfDay(zone).toInstant();
    }
}
