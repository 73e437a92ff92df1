package fr.pli.life;

import fr.pli.mss.MssAddress;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.registry.RegistryException.Code;
import fr.pli.store.Lives;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** The deletion of a BAL by an administrator: for ever, with its content kept first if he wants that. Its address stays taken. */
public final class BalDeletion {

    private static final int TRIES = 3;

    private final Registry registry;
    private final Lives lives;
    private final Optional<LifeExport> export;

    /** @param export where the content goes; empty where no folder is configured */
    public BalDeletion(Registry registry, Lives lives, Optional<LifeExport> export) {
        this.registry = registry;
        this.lives = lives;
        this.export = export;
    }

    /** Whether content can be kept. */
    public boolean canExport() {
        return export.isPresent();
    }

    /**
     * Deletes it.
     *
     * @param exported whether its content is kept first
     * @throws RegistryException BAL_UNKNOWN, BAL_DELETED; BAL_BUSY if mail comes in faster than it is kept
     * @throws IOException if its content cannot be kept; nothing was deleted
     */
    public void delete(MssAddress address, boolean exported, Actor by) throws RegistryException, IOException {
        if (!exported) {
            lives.delete(address, OptionalLong.empty(), Lives.Keeping.NOTHING, by);
            return;
        }
        LifeExport to = export.orElseThrow(() -> new IllegalStateException("no folder for exports"));
        Bal bal =
                registry.find(address).orElseThrow(() -> new RegistryException(Code.BAL_UNKNOWN, "no BAL " + address));
        for (int tries = 0; tries < TRIES; tries++) {
            long arrivals = lives.arrivals(bal);
            try (LifeExport.Written written = to.write(bal)) {
                if (lives.delete(address, OptionalLong.of(arrivals), written::keep, by)) {
                    return;
                }
            }
        }
        throw new RegistryException(
                Code.BAL_BUSY, "mail comes into " + address + " while it is exported: suspend it first");
    }
}
