package fr.pli.operator.api;

import static fr.pli.boot.FieldException.required;

import fr.pli.mss.IdNatStruct;
import fr.pli.mss.MssAddress;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.registry.StructureAliases;
import fr.pli.registry.StructureAliases.Alias;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The operator's domains, and which identifiers name the same structure. */
@RestController
@RequestMapping("/api/v1")
class DomainApi {

    private final Registry registry;
    private final StructureAliases aliases;

    DomainApi(Registry registry, StructureAliases aliases) {
        this.registry = registry;
        this.aliases = aliases;
    }

    /** A domain. */
    record Domain(@Nullable String name) {}

    /** An identifier (IdNatStruct) that counts as another. */
    record Same(@Nullable String alias, @Nullable String structure) {}

    @GetMapping("/domains")
    List<Domain> domains() {
        return registry.domains().stream().map(Domain::new).toList();
    }

    @PostMapping("/domains")
    @ResponseStatus(HttpStatus.CREATED)
    Domain add(@RequestBody Domain domain, Principal by) throws RegistryException {
        String name = required("name", domain.name, text -> new MssAddress("postmaster", text))
                .domain();
        registry.addDomain(name, BalApi.actor(by));
        return new Domain(name);
    }

    @GetMapping("/structures/aliases")
    List<Same> aliases() {
        return aliases.list().stream()
                .map(one -> new Same(one.alias().value(), one.structure().value()))
                .toList();
    }

    @PostMapping("/structures/aliases")
    @ResponseStatus(HttpStatus.CREATED)
    Same add(@RequestBody Same same, Principal by) throws RegistryException {
        Alias added = new Alias(structure("alias", same.alias), structure("structure", same.structure));
        aliases.add(added, BalApi.actor(by));
        return same;
    }

    @DeleteMapping("/structures/aliases/{alias}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String alias, Principal by) {
        aliases.remove(structure("alias", alias), BalApi.actor(by));
    }

    private static IdNatStruct structure(String field, @Nullable String text) {
        return required(field, text, IdNatStruct::new);
    }
}
