package fr.pli.annuaire;

import fr.pli.mss.BalType;
import fr.pli.mss.MssAddress;
import java.util.Optional;

/**
 * A BAL as the Annuaire shows it, an element of {@code telecom}. Spec: bal-and-annuaire.md section 5.
 *
 * @param type empty where an element says none
 * @param description empty if none
 */
public record PublishedBal(MssAddress address, Optional<BalType> type, String description, boolean listeRouge) {}
