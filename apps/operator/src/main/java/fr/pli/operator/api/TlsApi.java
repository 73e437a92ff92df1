package fr.pli.operator.api;

import fr.pli.exchange.TlsTrajectory;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which version of TLS each peer spoke last with this node, and who needs an exception (MSS 10.2 to 10.4). */
@RestController
@RequestMapping("/api/v1/exchange/tls")
class TlsApi {

    private final TlsTrajectory tls;

    TlsApi(TlsTrajectory tls) {
        this.tls = tls;
    }

    @GetMapping
    List<TlsTrajectory.Line> report() {
        return tls.report();
    }
}
