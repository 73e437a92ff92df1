package fr.pli.operator.api;

import static fr.pli.boot.FieldException.optional;
import static fr.pli.boot.FieldException.required;

import fr.pli.annuaire.AnnuaireException;
import fr.pli.annuaire.Publisher;
import fr.pli.life.Confirmation;
import fr.pli.mss.BalType;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.operator.OperatorProperties;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** MSS 17: asks the future holder of a BAL PER, who is told of the others in his name. */
@RestController
@RequestMapping("/api/v1/bal-requests")
class RequestApi {

    private final Confirmation confirmation;
    private final Optional<Publisher> annuaire;
    private final Registry registry;
    private final OperatorProperties properties;

    RequestApi(
            Confirmation confirmation, Optional<Publisher> annuaire, Registry registry, OperatorProperties properties) {
        this.confirmation = confirmation;
        this.annuaire = annuaire;
        this.registry = registry;
        this.properties = properties;
    }

    /** A BAL PER to create once its holder agrees; {@code contact} is his address outside MSSanté. */
    record Wanted(
            @Nullable String address,
            @Nullable String holder,
            @Nullable String structure,
            boolean listeRouge,
            @Nullable Long quota,
            @Nullable String contact) {}

    /** It was asked; {@code others} are those in his name. */
    record Asked(long request, List<String> others) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked ask(@RequestBody Wanted wanted, Principal by) throws RegistryException {
        NewBal bal = new NewBal(
                BalApi.newAddress(wanted.address),
                BalType.PER,
                Optional.of(required("holder", wanted.holder, IdNatPs::new)),
                optional("structure", wanted.structure, IdNatStruct::new),
                "",
                wanted.listeRouge,
                BalApi.quota(wanted.quota, properties));
        String contact = required("contact", wanted.contact, LifeApi::outside);
        if (!registry.domains().contains(bal.address().domain())) {
            throw new RegistryException(
                    RegistryException.Code.DOMAIN_UNKNOWN,
                    bal.address().domain() + " is not a domain of this operator");
        }
        if (registry.find(bal.address()).isPresent()) {
            throw new RegistryException(
                    RegistryException.Code.ADDRESS_TAKEN, "the address " + bal.address() + " is taken");
        }
        List<String> others = others(bal.holder().orElseThrow());
        return new Asked(confirmation.ask(bal, contact, others, BalApi.actor(by)), others);
    }

    private List<String> others(IdNatPs holder) {
        Publisher asked = annuaire.orElseThrow(() -> new ResponseStatusException(
                HttpStatus.CONFLICT, "no Annuaire is configured that knows the holder's other BAL"));
        try {
            return asked.of(holder).stream().map(MssAddress::toString).toList();
        } catch (AnnuaireException e) {
            throw new ResponseStatusException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "the Annuaire does not tell the holder's other BAL: " + e.word(),
                    e);
        }
    }
}
