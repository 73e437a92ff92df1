package fr.pli.annuaire;

import fr.pli.mss.BalType;
import fr.pli.registry.Bal;
import fr.pli.registry.BalState;
import java.util.Optional;
import java.util.Set;

/**
 * Which BAL the Annuaire is to show. Spec: bal-and-annuaire.md sections 2 to 4.
 *
 * @param published types ({@code pli.annuaire.publish-app} decides about APP)
 * @param unpublished types that MSS 19 takes out: for these, an announced deletion does not bring them back
 */
public record PublicationRules(Set<BalType> published, Set<BalType> unpublished) {

    public PublicationRules {
        published = Set.copyOf(published);
        unpublished = Set.copyOf(unpublished);
    }

    /** What it is to show of a BAL; empty if nothing. */
    public Optional<PublishedBal> wanted(Bal bal) {
        boolean shown = published.contains(bal.type())
                && !bal.listeRouge()
                && bal.address().isPublishable()
                && (bal.state() == BalState.CREATED
                        || bal.state() == BalState.ACTIVE
                        || bal.state() == BalState.NOTICE && !unpublished.contains(bal.type()));
        String description = bal.type() == BalType.PER ? "" : bal.description();
        return shown
                ? Optional.of(new PublishedBal(bal.address(), Optional.of(bal.type()), description, false))
                : Optional.empty();
    }
}
