package fr.pli.operator.api;

import static fr.pli.boot.FieldException.between;
import static fr.pli.boot.FieldException.optional;
import static fr.pli.boot.FieldException.required;
import static fr.pli.boot.FieldException.text;

import fr.pli.boot.FieldException;
import fr.pli.life.BalDeletion;
import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.operator.OperatorProperties;
import fr.pli.registry.Actor;
import fr.pli.registry.AuditEntry;
import fr.pli.registry.Bal;
import fr.pli.registry.BalAccess;
import fr.pli.registry.BalState;
import fr.pli.registry.GivenRights;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.registry.Right;
import fr.pli.registry.Rights;
import io.swagger.v3.oas.annotations.media.Schema;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** BAL and the rights on them (SEED-14, SEED-49). Each change leaves a line of audit with the administrator's name. */
@RestController
@RequestMapping("/api/v1/bal")
class BalApi {

    private static final Logger log = LoggerFactory.getLogger(BalApi.class);
    private static final int PAGE = 1000;
    private static final int LONGEST_REASON = 200;
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    private final Registry registry;
    private final Rights rights;
    private final BalDeletion deletion;
    private final OperatorProperties properties;

    BalApi(Registry registry, Rights rights, BalDeletion deletion, OperatorProperties properties) {
        this.registry = registry;
        this.rights = rights;
        this.deletion = deletion;
        this.properties = properties;
    }

    /**
     * A BAL to create: PER and CAB name a holder (IdNat_PS), ORG and APP a structure (IdNatStruct). A PER is created without asking its holder
     * (MSS 17) only where {@code override} says why.
     */
    record Creation(
            @Nullable String address,
            @Nullable BalType type,
            @Nullable String holder,
            @Nullable String structure,
            @Nullable String description,
            boolean listeRouge,
            @Nullable Long quota,
            @Nullable String override) {}

    /** A BAL as the API shows it. */
    record Shown(
            String address,
            BalType type,
            @Nullable String holder,
            @Nullable String structure,
            String description,
            BalState state,
            boolean listeRouge,
            long quota) {

        static Shown of(Bal bal) {
            return new Shown(
                    bal.address().toString(),
                    bal.type(),
                    bal.holder().map(IdNatPs::value).orElse(null),
                    bal.structure().map(IdNatStruct::value).orElse(null),
                    bal.description(),
                    bal.state(),
                    bal.listeRouge(),
                    bal.quota());
        }
    }

    /** What may change of a BAL: all of it is said each time. One of the liste rouge leaves the Annuaire. */
    record Change(
            @Nullable String description,
            @Nullable Boolean listeRouge,
            @Nullable Long quota) {}

    /** Where to move a BAL: ACTIVE, which starts all its clocks anew, or SUSPENDED. */
    record Move(@Nullable BalState state) {}

    /**
     * What a person may do: READ, WRITE, SEND, MANAGE; empty takes all away.
     *
     * @param from the first moment, as {@code 2026-12-01T08:00:00+01:00}; from now on if missing
     * @param until the first moment after; without end if missing
     */
    record Grant(
            @Nullable Set<Right> rights,
            @Schema(format = "date-time") @Nullable String from,
            @Schema(format = "date-time") @Nullable String until) {

        GivenRights given() {
            Optional<Instant> begin = moment("from", from);
            Optional<Instant> end = moment("until", until);
            if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
                throw new FieldException("until", "is not after from");
            }
            return new GivenRights(required("rights", rights), begin, end);
        }
    }

    /** Of a year that every clock and database knows. */
    private static Optional<Instant> moment(String field, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            between(FIRST_YEAR, LAST_YEAR, field, moment.getYear());
            return Optional.of(moment.toInstant());
        } catch (DateTimeParseException e) {
            throw new FieldException(field, "cannot be read; expected a moment as 2026-12-01T08:00:00+01:00");
        }
    }

    /** The bounds in time of a person's rights. */
    record Validity(@Nullable Instant from, @Nullable Instant until) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Shown create(@RequestBody Creation wanted, Principal by) throws RegistryException {
        NewBal bal = new NewBal(
                newAddress(wanted.address),
                required("type", wanted.type),
                optional("holder", wanted.holder, IdNatPs::new),
                optional("structure", wanted.structure, IdNatStruct::new),
                description(Optional.ofNullable(wanted.description).orElse("")),
                wanted.listeRouge,
                quota(wanted.quota, properties));
        if (bal.type() == BalType.PER && properties.mss17().required()) {
            return Shown.of(registry.create(bal, override(bal, wanted.override, by)));
        }
        return Shown.of(registry.create(bal, actor(by)));
    }

    /** What was asked for, or what the configuration says. */
    static long quota(@Nullable Long wanted, OperatorProperties properties) {
        return between(
                0, Long.MAX_VALUE, "quota", wanted == null ? properties.bal().quota() : wanted);
    }

    private static AuditEntry override(NewBal bal, @Nullable String reason, Principal by) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new FieldException(
                    "override",
                    "is missing: ask the holder of a BAL PER by /api/v1/bal-requests (MSS 17), or say why he is not asked, in "
                            + LONGEST_REASON + " characters at most");
        }
        return new AuditEntry(
                actor(by),
                "mss17-override",
                bal.address().toString(),
                "done",
                text("override", reason, LONGEST_REASON));
    }

    /** What people read in the Annuaire. */
    private static String description(String text) {
        return text("description", text, LONGEST_DESCRIPTION);
    }

    @GetMapping
    List<Shown> list(
            @RequestParam String domain,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        return registry.list(domain, after, (int) between(1, PAGE, "limit", limit)).stream()
                .map(Shown::of)
                .toList();
    }

    @GetMapping("/{address}")
    Shown find(@PathVariable String address) throws RegistryException {
        return Shown.of(access(address).bal());
    }

    @PutMapping("/{address}")
    Shown change(@PathVariable String address, @RequestBody Change change, Principal by) throws RegistryException {
        return Shown.of(registry.describe(
                address(address),
                description(required("description", change.description)),
                required("listeRouge", change.listeRouge),
                between(0, Long.MAX_VALUE, "quota", required("quota", change.quota)),
                actor(by)));
    }

    @PutMapping("/{address}/state")
    Shown move(@PathVariable String address, @RequestBody Move move, Principal by) throws RegistryException {
        return Shown.of(registry.moveTo(required("state", move.state), address(address), actor(by)));
    }

    /**
     * Deletes a BAL for ever: what it holds is swept away, its address stays taken.
     *
     * @param confirm the address again
     * @param export whether its content is kept first, in {@code pli.mss14.export-folder}
     */
    @DeleteMapping("/{address}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            @PathVariable String address,
            @RequestParam(defaultValue = "") String confirm,
            @RequestParam(defaultValue = "false") boolean export,
            Principal by)
            throws RegistryException {
        MssAddress bal = address(address);
        if (!confirm.equalsIgnoreCase(address)) {
            throw new FieldException(
                    "confirm", "is not the address: what is deleted is gone for ever, so it is named twice");
        }
        if (export && !deletion.canExport()) {
            throw new FieldException("export", "needs a folder in pli.mss14.export-folder");
        }
        try {
            deletion.delete(bal, export, actor(by));
        } catch (IOException e) {
            log.error("bal={} not deleted, export failed", bal, e);
            throw new ResponseStatusException(
                    HttpStatus.INTERNAL_SERVER_ERROR, "its content cannot be kept; nothing was deleted", e);
        }
    }

    @GetMapping("/{address}/rights")
    Map<String, Set<Right>> rights(@PathVariable String address) throws RegistryException {
        Map<String, Set<Right>> shown = new TreeMap<>();
        access(address).rights().forEach((person, may) -> shown.put(person.value(), may.rights()));
        return shown;
    }

    /** Of those whose rights have a bound in time. */
    @GetMapping("/{address}/rights-validity")
    Map<String, Validity> validity(@PathVariable String address) throws RegistryException {
        Map<String, Validity> shown = new TreeMap<>();
        access(address).rights().forEach((person, may) -> {
            if (may.from().isPresent() || may.until().isPresent()) {
                shown.put(
                        person.value(),
                        new Validity(may.from().orElse(null), may.until().orElse(null)));
            }
        });
        return shown;
    }

    @PutMapping("/{address}/rights/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void grant(@PathVariable String address, @PathVariable String person, @RequestBody Grant grant, Principal by)
            throws RegistryException {
        rights.set(address(address), required("person", person, IdNatPs::new), grant.given(), actor(by));
    }

    private BalAccess access(String address) throws RegistryException {
        return registry.access(address(address))
                .orElseThrow(() -> new RegistryException(RegistryException.Code.BAL_UNKNOWN, "no BAL " + address));
    }

    /** Of a BAL to come: the paths of this API name it from then on, and a path with one of these two, encoded, is refused before it
     * comes here. */
    static MssAddress newAddress(@Nullable String text) {
        MssAddress address = address(text);
        if (address.local().contains("/") || address.local().contains("%")) {
            throw new FieldException("address", "holds / or %, so that no path of this API could name it");
        }
        return address;
    }

    private static MssAddress address(@Nullable String text) {
        return required("address", text, MssAddress::parse);
    }

    static Actor actor(Principal by) {
        return new Actor(by.getName(), "api");
    }
}
