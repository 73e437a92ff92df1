package fr.pli.operator;

import fr.pli.store.ConnectionFile;
import fr.pli.store.Connections;
import fr.pli.store.IndicatorFile;
import fr.pli.store.IndicatorFormat;
import fr.pli.store.Indicators;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The indicator files of a month (SEED-24, R1-05), streamed: {@code GET /api/v1/indicators/messages/2026-11}, and {@code connections}. */
@RestController
@RequestMapping("/api/v1/indicators")
class IndicatorApi {

    private final Indicators indicators;
    private final Connections connections;
    private final IndicatorDrop drop;
    private final OperatorProperties properties;

    IndicatorApi(Indicators indicators, Connections connections, IndicatorDrop drop, OperatorProperties properties) {
        this.indicators = indicators;
        this.connections = connections;
        this.drop = drop;
        this.properties = properties;
    }

    @GetMapping(path = "/messages/{month}", produces = "text/csv")
    void messages(@PathVariable YearMonth month, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        IndicatorFormat format = IndicatorFormat.DEFAULT;
        try (Writer out = response.getWriter()) {
            IndicatorFile file = new IndicatorFile(out, format);
            indicators.read(
                    IndicatorDrop.start(month, format.zone()),
                    IndicatorDrop.start(month.plusMonths(1), format.zone()),
                    file);
        }
    }

    @GetMapping(path = "/connections/{month}", produces = "text/csv")
    void connections(@PathVariable YearMonth month, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        IndicatorFormat format = IndicatorFormat.DEFAULT;
        try (Writer out = response.getWriter()) {
            ConnectionFile file = new ConnectionFile(out, format);
            connections.read(
                    IndicatorDrop.start(month, format.zone()),
                    IndicatorDrop.start(month.plusMonths(1), format.zone()),
                    file);
        }
    }

    /** Writes the files of a month into the folder of the configuration. */
    @PostMapping("/{month}/drop")
    List<String> drop(@PathVariable YearMonth month) throws IOException {
        Path folder = properties.indicators().folder();
        if (folder == null) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "pli.indicators.folder is not set");
        }
        return drop.write(folder, month);
    }
}
