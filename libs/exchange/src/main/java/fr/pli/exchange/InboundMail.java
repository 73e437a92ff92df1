package fr.pli.exchange;

import fr.pli.mss.MssAddress;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.tls.PeerIdentity;
import java.util.Optional;

/** Takes the messages of peers, once they have proven who they are: an operator, the stand-in of the patients, the bench. */
@FunctionalInterface
public interface InboundMail {

    /**
     * A message begins.
     *
     * @param session of the connection, as the log has it
     * @param from empty for {@code MAIL FROM:<>}
     */
    Incoming begin(String session, PeerIdentity peer, Optional<MssAddress> from, MailParameters parameters);
}
