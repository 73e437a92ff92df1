package fr.pli.annuaire;

import fr.pli.annuaire.AnnuaireException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One page of what a search found: a Bundle of type {@code searchset} (FHIR R4, Bundle and RESTful search). Whatever else comes with status 200 is an
 * error: read as an empty page it would say that there is no BAL.
 *
 * @param matches resources that were searched for
 * @param next address of the next page, as the server wrote it; empty on the last one
 * @param total how many match on all pages, where the server says
 */
record SearchPage(List<JsonNode> matches, Optional<String> next, OptionalLong total) {

    private static final Set<String> TO_COME_AGAIN =
            Set.of("transient", "timeout", "throttled", "lock-error", "no-store");

    /** @throws AnnuaireException if it is no searchset, or says that something went wrong with the search */
    static SearchPage of(JsonNode body) throws AnnuaireException {
        if (text(body, "resourceType").equals("OperationOutcome")) {
            throw outcome(body)
                    .orElseGet(() -> new AnnuaireException(Reason.REFUSED, "an outcome and no search result"));
        }
        if (!text(body, "resourceType").equals("Bundle") || !text(body, "type").equals("searchset")) {
            throw new AnnuaireException(Reason.REFUSED, "no search result");
        }
        List<JsonNode> matches = new ArrayList<>();
        for (JsonNode entry : body.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (text(resource, "resourceType").equals("OperationOutcome")) {
                Optional<AnnuaireException> failure = outcome(resource);
                if (failure.isPresent()) {
                    throw failure.get();
                }
            } else if (entry.path("search").path("mode").asString("match").equals("match")) {
                matches.add(resource);
            }
        }
        JsonNode total = body.path("total");
        return new SearchPage(
                List.copyOf(matches),
                next(body),
                total.isIntegralNumber() && total.canConvertToLong()
                        ? OptionalLong.of(total.longValue())
                        : OptionalLong.empty());
    }

    private static Optional<String> next(JsonNode body) {
        for (JsonNode link : body.path("link")) {
            if (text(link, "relation").equals("next")) {
                return Optional.of(text(link, "url"));
            }
        }
        return Optional.empty();
    }

    /** The first issue that is an error; warnings and hints are none. */
    private static Optional<AnnuaireException> outcome(JsonNode outcome) {
        for (JsonNode issue : outcome.path("issue")) {
            String severity = text(issue, "severity");
            String code = text(issue, "code");
            if (severity.equals("error") || severity.equals("fatal")) {
                return Optional.of(new AnnuaireException(
                        TO_COME_AGAIN.contains(code) ? Reason.UNREACHABLE : Reason.REFUSED,
                        "outcome " + (code.matches("[a-z-]{1,30}") ? code : "without a code")));
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
