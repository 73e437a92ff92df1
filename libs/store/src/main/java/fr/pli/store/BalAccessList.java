package fr.pli.store;

import fr.pli.imap.mail.AccessList;
import fr.pli.imap.mail.AccessList.Use;
import fr.pli.mss.BalType;
import fr.pli.registry.BalAccess;
import fr.pli.registry.GivenRights;
import fr.pli.wire.Identity;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rights of the registry on a BAL as IMAP shows them (RFC 4314): the holder has all, an application all of a BAL of its structure. */
final class BalAccessList {

    private BalAccessList() {}

    /** @param now those that hold then are shown */
    static AccessList of(BalAccess access, Identity who, Instant now) {
        SortedMap<String, Set<Use>> entries = new TreeMap<>();
        access.rights().forEach((person, given) -> {
            Set<Use> uses = uses(given, now);
            if (!uses.isEmpty()) {
                entries.put(person.value(), uses);
            }
        });
        access.bal().holder().ifPresent(holder -> entries.put(holder.value(), AccessList.ALL));
        if (access.bal().type() == BalType.APP) {
            access.structures().forEach(structure -> entries.put(structure.value(), AccessList.ALL));
        }
        return new AccessList(own(access, who, entries), entries);
    }

    private static Set<Use> own(BalAccess access, Identity who, SortedMap<String, Set<Use>> entries) {
        return switch (who) {
            case Identity.Professional person ->
                entries.getOrDefault(person.id().value(), Set.of());
            case Identity.Structure structure ->
                entries.getOrDefault(structure.id().value(), Set.of());
            case Identity.Holder holder ->
                holder.bal().key().equals(access.bal().address().key()) ? AccessList.ALL : Set.of();
        };
    }

    private static Set<Use> uses(GivenRights given, Instant now) {
        return given.rights().stream()
                .filter(right -> given.allow(right, now))
                .map(right -> switch (right) {
                    case READ -> Use.READ;
                    case WRITE -> Use.CHANGE;
                    case SEND -> Use.SEND;
                    case MANAGE -> Use.MANAGE;
                })
                .collect(Collectors.toSet());
    }
}
