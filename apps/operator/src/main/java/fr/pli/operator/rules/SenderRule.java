package fr.pli.operator.rules;

import fr.pli.mss.MssAddress;
import fr.pli.registry.Registry;
import fr.pli.registry.Right;
import fr.pli.smtp.SmtpClient;
import fr.pli.wire.Identity;
import java.time.InstantSource;

/** As whom an authenticated client may send: the BAL that it opened, if it may send there, or another BAL on which it holds the right. */
public final class SenderRule {

    private final Registry registry;
    private final InstantSource clock;

    /** @param clock by which rights begin and end */
    public SenderRule(Registry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** @throws fr.pli.mss.StoreUnavailableException if the registry is out of reach */
    boolean maySendAs(SmtpClient.Authenticated by, MssAddress sender) {
        return switch (by.who()) {
            case Identity.Professional person ->
                registry.access(sender)
                        .filter(access -> access.bal().state().isOpen()
                                && access.bal().type().isForPersons())
                        .filter(access -> access.allows(person.id(), Right.SEND, clock.instant()))
                        .isPresent();
            case Identity.Holder holder ->
                holder.bal().equals(sender)
                        && registry.access(sender)
                                .filter(access -> access.bal().state().isOpen())
                                .isPresent();
            case Identity.Structure structure ->
                registry.access(sender)
                        .filter(access -> access.bal().state().isOpen()
                                && !access.bal().type().isForPersons())
                        .filter(access -> access.belongsTo(structure.id()))
                        .isPresent();
        };
    }
}
