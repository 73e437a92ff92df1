package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.igc.CertificateOrder;
import fr.pli.igc.Credential;
import fr.pli.igc.TestIgc;
import fr.pli.mss.IdNatPs;
import fr.pli.mss.MssAddress;
import fr.pli.prosanteconnect.Outage;
import fr.pli.prosanteconnect.ProSanteConnect;
import fr.pli.prosanteconnect.TokenKind;
import fr.pli.registry.Actor;
import fr.pli.registry.BalState;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.registry.RegistryException;
import fr.pli.registry.Right;
import fr.pli.registry.Rights;
import fr.pli.wire.Stage;
import fr.pli.wire.Words;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * What the names in the transcripts stand for. Listeners are {@code persons.imap}, {@code applications.submissions} and so on. Who lives
 * here: {@link People}.
 *
 * <pre>
 * {token KIND PERSON}     a token of PSC: good, expired, forged, refresh, or inactive; without a person it is Marie's
 * tls: NAME               anybody (no certificate), lab, other-structure, other-ca, expired, seal, no-structure
 * tls: neighbour          the operator of voisin.mssante.fr, with -expired, -revoked and -other-ca the same name with such a certificate,
 *                         with -tls-1.2 in TLS 1.2;
 *                         stranger is the operator of autre.mssante.fr, unlisted one of no domain
 * do: psc down            PSC refuses connections
 * do: database down       the database takes no connection of the operator
 * do: revoked NAME        issues a certificate of the laboratory, revokes it, and has the CRL read anew; then tls: NAME
 * do: issued NAME         issues a certificate of the laboratory; then tls: NAME, and do: withdrawn NAME revokes it
 * do: org NAME PERSON     a BAL ORG of this name that this person may read, do: app NAME one of the laboratory
 * do: rights NAME PERSON [RIGHT...]   what this person may do there from now on
 * do: state NAME STATE    moves a BAL
 * do: delivered ID TEXT   the message of Message-ID ID@… holds that text; not-delivered: it does not
 * do: crl lost            all CRL expire and none is to be had
 * do: ocsp down           the responder answers nothing
 * do: ocsp asked          since the beginning of this transcript
 * </pre>
 */
final class Scenery {

    private static final House HOUSE = House.only();
    private static final Map<String, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

    private static final Actor TEST = new Actor("test", "scenery");

    private final Map<String, Credential> issued = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    /** The stage for one transcript. */
    Stage stage() {
        TestIgc igc = HOUSE.igc();
        String laboratory = People.LABORATORY.value();
        int asked = igc.ocsp().hits();
        Stage stage = new Stage();
        HOUSE.listeners().forEach(name -> stage.listener(name, HOUSE.listener(name)));
        return stage.tls("anybody", CONTEXTS.computeIfAbsent("anybody", name -> Clients.tls(igc, Optional.empty())))
                .tls("lab", showing("lab", igc.application(laboratory)))
                .tls("other-structure", showing("other-structure", igc.application(People.OTHER.value())))
                .tls("other-ca", showing("other-ca", igc.application(laboratory).fromStranger()))
                .tls("expired", showing("expired", igc.application(laboratory).expired()))
                .tls("seal", showing("seal", igc.seal(laboratory)))
                .tls("no-structure", showing("no-structure", igc.application("Laboratoire")))
                .tls("neighbour", showing("neighbour", Neighbourhood.neighbour(igc)))
                .tls(
                        "neighbour-expired",
                        showing(
                                "neighbour-expired",
                                Neighbourhood.neighbour(igc).expired()))
                .tls("neighbour-revoked", revoked("neighbour-revoked", Neighbourhood.neighbour(igc)))
                .tls(
                        "neighbour-other-ca",
                        showing(
                                "neighbour-other-ca",
                                Neighbourhood.neighbour(igc).fromStranger()))
                .tls("neighbour-tls-1.2", old("neighbour-tls-1.2", Neighbourhood.neighbour(igc)))
                .tls("stranger", showing("stranger", Neighbourhood.stranger(igc)))
                .tls("unlisted", showing("unlisted", igc.server("mss.inconnu.test")))
                .macro("token", text -> token(Words.of(text)))
                .action("psc", text -> HOUSE.psc().outage(text.equals("down") ? Outage.REFUSED : Outage.NONE))
                .action("database", text -> HOUSE.database(!text.equals("down")))
                .action("revoked", name -> {
                    Credential credential = igc.application(laboratory).issue();
                    stage.tls(name, Clients.tls(igc, Optional.of(credential)));
                    HOUSE.revoke(credential);
                })
                .action(
                        "delivered",
                        text -> assertThat(delivered(Words.of(text), true)).isTrue())
                .action(
                        "not-delivered",
                        text -> assertThat(delivered(Words.of(text), false)).isTrue())
                .action("issued", name -> {
                    Credential credential = igc.application(laboratory).issue();
                    issued.put(name, credential);
                    stage.tls(name, Clients.tls(igc, Optional.of(credential)));
                })
                .action("withdrawn", name -> HOUSE.revoke(Objects.requireNonNull(issued.get(name))))
                .action("org", text -> org(Words.of(text)))
                .action("app", name -> registry().create(NewBal.app(People.bal(name), People.LABORATORY), TEST))
                .action("rights", text -> rights(Words.of(text)))
                .action("state", text -> {
                    Words words = Words.of(text);
                    MssAddress bal = People.bal(words.next());
                    BalState state = BalState.valueOf(words.next());
                    if (state == BalState.DELETED) {
                        registry().delete(bal, TEST);
                    } else {
                        registry().moveTo(state, bal, TEST);
                    }
                })
                .action("crl", text -> HOUSE.loseCrls())
                .action("ocsp", text -> {
                    if (text.equals("asked")) {
                        assertThat(igc.ocsp().hits()).isGreaterThan(asked);
                    } else {
                        igc.ocsp().off();
                    }
                })
                .closing(HOUSE::repair);
    }

    /** Whether the message of that Message-ID holds that text, or does not. HOST is our name. */
    private static boolean delivered(Words words, boolean holds) throws SQLException {
        List<String> messages = HOUSE.ask("SELECT convert_from(octets, 'UTF8') FROM mail JOIN mail_body ON mail_id = id"
                + " WHERE message_id LIKE '<" + words.next() + "@%'");
        String host = HOUSE.bean(OperatorProperties.class).hostName();
        String text = words.rest().strip().replace("HOST", host).translateEscapes();
        return messages.size() == 1 && messages.getFirst().contains(text) == holds;
    }

    private static Registry registry() {
        return HOUSE.bean(Registry.class);
    }

    private static void org(Words words) throws RegistryException {
        MssAddress bal = People.bal(words.next());
        registry().create(NewBal.org(bal, People.HOSPITAL), TEST);
        HOUSE.bean(Rights.class).set(bal, new IdNatPs(words.next()), Set.of(Right.READ), TEST);
    }

    private static void rights(Words words) throws RegistryException {
        MssAddress bal = People.bal(words.next());
        IdNatPs person = new IdNatPs(words.next());
        Set<Right> rights = Stream.of(words.rest().split(" +"))
                .filter(word -> !word.isBlank())
                .map(Right::valueOf)
                .collect(Collectors.toSet());
        HOUSE.bean(Rights.class).set(bal, person, rights, TEST);
    }

    private static SSLContext showing(String name, CertificateOrder order) {
        return CONTEXTS.computeIfAbsent(name, one -> Clients.tls(HOUSE.igc(), Optional.of(order.issue())));
    }

    private static SSLContext old(String name, CertificateOrder order) {
        return CONTEXTS.computeIfAbsent(name, one -> Clients.tls("TLSv1.2", HOUSE.igc(), Optional.of(order.issue())));
    }

    private static SSLContext revoked(String name, CertificateOrder order) {
        return CONTEXTS.computeIfAbsent(name, one -> {
            Credential credential = order.issue();
            HOUSE.revoke(credential);
            return Clients.tls(HOUSE.igc(), Optional.of(credential));
        });
    }

    /** The tokens that were shown so far. */
    List<String> tokens() {
        return tokens;
    }

    private String token(Words words) {
        String token = mint(words);
        tokens.add(token);
        return token;
    }

    private static String mint(Words words) {
        ProSanteConnect psc = HOUSE.psc();
        String kind = words.next();
        String person = words.nextOr(People.MARIE.value());
        if (kind.equals("inactive")) {
            String token = psc.token(TokenKind.GOOD, person);
            psc.revoke(token);
            return token;
        }
        return psc.token(TokenKind.valueOf(kind.toUpperCase(Locale.ROOT)), person);
    }
}
