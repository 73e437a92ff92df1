package fr.pli.prosanteconnect;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a request through the entry point that leads to its path, unless an outage or a delay is switched on. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class Porter extends OncePerRequestFilter {

    private final Tomcat tomcat;
    private Outage outage = Outage.NONE;
    private Duration delay = Duration.ZERO;

    Porter(Tomcat tomcat) {
        this.tomcat = tomcat;
    }

    void switchTo(Outage other) {
        synchronized (this) {
            outage = other;
            notifyAll();
        }
        for (EntryPoint entryPoint : new EntryPoint[] {EntryPoint.ISSUER, EntryPoint.WALLET}) {
            if (other == Outage.REFUSED) {
                tomcat.shut(entryPoint);
            } else {
                tomcat.open(entryPoint);
            }
        }
    }

    synchronized void slow(Duration by) {
        delay = by;
        notifyAll();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        EntryPoint entryPoint = tomcat.entryPoint(request.getLocalPort());
        if (!entryPoint.leadsTo(request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (entryPoint == EntryPoint.TEST || waitAndSee() == Outage.NONE) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private synchronized Outage waitAndSee() {
        Instant start = Instant.now();
        try {
            for (long left;
                    (left = Duration.between(Instant.now(), start.plus(delay)).toMillis()) > 0; ) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outage.UNAVAILABLE;
        }
        return outage;
    }
}
