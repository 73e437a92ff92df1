package fr.pli.operator.api;

import fr.pli.annuaire.AnnuaireException;
import fr.pli.annuaire.Extraction;
import fr.pli.annuaire.Publisher;
import fr.pli.registry.Publications;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Publication in the Annuaire (R1-07): what is still to be told, what it does not take, and how it compares to the registry. */
@RestController
@RequestMapping("/api/v1/annuaire")
class AnnuaireApi {

    private static final int MOST = 1000;
    private static final String CSV = "text/csv;charset=UTF-8";

    private final Publications publications;
    private final Optional<Publisher> publisher;
    private final Extraction extraction;

    AnnuaireApi(Publications publications, Optional<Publisher> publisher, Extraction extraction) {
        this.publications = publications;
        this.extraction = extraction;
        this.publisher = publisher;
    }

    /** A BAL that could not be published. */
    record Failed(String bal, int attempts, String failure) {}

    /** How publication stands. */
    record PublicationState(int waiting, List<Failed> failing) {}

    @GetMapping
    PublicationState standing() {
        List<Failed> failing = publications.failing(MOST).stream()
                .map(one -> new Failed(one.bal().address().toString(), one.attempts(), one.failure()))
                .toList();
        return new PublicationState(publications.standing().waiting(), failing);
    }

    /** What differs between the Annuaire and the registry. */
    @GetMapping("/{domain}/differences")
    List<Publisher.Difference> differences(@PathVariable String domain) {
        return compare(domain, false);
    }

    /** Tells the Annuaire again of all BAL that differ. */
    @PostMapping("/{domain}/mend")
    List<Publisher.Difference> mend(@PathVariable String domain) {
        return compare(domain, true);
    }

    /** The BAL that the Annuaire is to show, in the 31 columns of its extraction. */
    @GetMapping(path = "/{domain}/extraction", produces = CSV)
    void extraction(@PathVariable String domain, HttpServletResponse response) throws IOException {
        response.setContentType(CSV);
        try (Writer out = response.getWriter()) {
            extraction.write(domain, out);
        }
    }

    private List<Publisher.Difference> compare(String domain, boolean mend) {
        Publisher asked = publisher.orElseThrow(
                () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no Annuaire is configured"));
        try {
            return asked.compare(domain, mend);
        } catch (AnnuaireException e) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "the Annuaire does not tell: " + e.word(), e);
        }
    }
}
