package fr.pli.exchange;

import fr.pli.mss.ListeBlanche;
import fr.pli.smtp.SmtpRefusal;
import java.util.Optional;

/**
 * The espace de confiance as this operator sees it.
 *
 * @param keeper of the liste blanche; empty where none is configured: then this operator exchanges mail with nobody
 */
public record TrustSpace(Optional<ListeBlancheKeeper> keeper) {

    /** The liste blanche in force. */
    public Optional<ListeBlanche> list() {
        return keeper.flatMap(ListeBlancheKeeper::current);
    }

    /** Lets through a domain of another operator. @throws SmtpRefusal for good if it is not listed, for now if there is no list */
    public void require(String domain) throws SmtpRefusal {
        if (keeper.isEmpty()) {
            throw ExchangeRefusals.OUTSIDE_THE_TRUST_SPACE.refusal();
        }
        if (!required().lists(domain)) {
            throw ExchangeRefusals.OUTSIDE_THE_TRUST_SPACE.refusal();
        }
    }

    /** @throws SmtpRefusal for now if there is no list */
    public ListeBlanche required() throws SmtpRefusal {
        return list().orElseThrow(() -> ExchangeRefusals.LISTE_BLANCHE_MISSING.refusal());
    }
}
