package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.exchange.ForeignAuthor;
import fr.pli.exchange.PeerRule;
import fr.pli.exchange.TrustSpace;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.MessageScanner;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.postgres.Database;
import fr.pli.registry.Registry;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Emitted;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateUse;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whose name the operator of {@code voisin.mssante.fr} may write. */
class PeerAuthorsTest {

    private static final House HOUSE = House.only();
    private static final PeerIdentity NEIGHBOUR = neighbour();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: labo@voisin.mssante.fr",
                "From: Labo <labo@VOISIN.mssante.fr>",
                "From: labo@voisin.mssante.fr, x@retard.mssante.fr\r\nSender: y@perime.mssante.fr",
                "From: MAILER-DAEMON@voisin.mssante.fr (Mail Delivery System)",
                "From: Equipe: labo@voisin.mssante.fr;",
            })
    void peer_writes_for_all_domains_that_its_name_is_listed_for(String header) throws Exception {
        for (ForeignAuthor foreign : ForeignAuthor.values()) {
            assertThat(judge(foreign, header)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: marie.martin@ch-a.mssante.fr",
                "From: marie.martin@CH-A.MSSANTE.FR\r\nMessage-ID: <never-seen@ch-a.mssante.fr>",
                "From: labo@voisin.mssante.fr\r\nSender: marie.martin@ch-a.mssante.fr",
                "From: labo@voisin.mssante.fr, marie.martin@ch-a.mssante.fr",
                "From: personne@ch-a.mssante.fr",
                "From: Equipe: marie.martin@ch-a.mssante.fr;",
                "From: <@voisin.mssante.fr:marie.martin@ch-a.mssante.fr>",
                "From: <marie.martin@ch-a.mssante.fr> x <labo@voisin.mssante.fr>",
                "From: marie.martin@ch-a.mssante.fr <labo@voisin.mssante.fr>",
                "From: \"marie.martin\"@ch-a.mssante.fr",
                "From: labo@voisin.mssante.fr\r\nFrom: marie.martin@ch-a.mssante.fr",
                "Subject: sans auteur",
                "From: Marie Martin",
                "From:",
            })
    void nobody_but_us_writes_for_ours_whatever_the_key(String header) {
        for (ForeignAuthor foreign : ForeignAuthor.values()) {
            assertThatThrownBy(() -> judge(foreign, header))
                    .isInstanceOfSatisfying(
                            SmtpRefusal.class,
                            refusal -> assertThat(refusal.reason()).isIn("author-of-ours", "from-missing"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: x@autre.mssante.fr",
                "From: labo@voisin.mssante.fr\r\nSender: x@autre.mssante.fr",
                "From: labo@voisin.mssante.fr, x@AUTRE.mssante.fr",
                "From: quelquun@laposte.net",
                "From: x@patient.mssante.fr",
            })
    void what_is_of_a_third_operator_is_marked_refused_or_accepted_by_key(String header) throws Exception {
        assertThat(judge(ForeignAuthor.ACCEPT, header)).isEmpty();
        assertThatThrownBy(() -> judge(ForeignAuthor.REFUSE, header))
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo("author-of-another"));
        assertThat(judge(ForeignAuthor.MARK, header))
                .hasValueSatisfying(field -> assertThat(field)
                        .startsWith("Authentication-Results: mss.ici.fr;\r\n x-mssante=fail ")
                        .matches("(?s).* header\\.from=(autre\\.mssante\\.fr|laposte\\.net|patient\\.mssante\\.fr)"));
    }

    @Test
    void message_that_we_emitted_may_come_home_in_the_name_of_its_sender_alone() throws Exception {
        HOUSE.ask("INSERT INTO emitted (key) VALUES (sha256(convert_to(E'<retour@ch-a.mssante.fr>\\n"
                + People.bal("marie.martin") + "', 'UTF8'))) RETURNING 'x'");
        String id = "\r\nMessage-ID: <retour@ch-a.mssante.fr>";
        assertThat(judge(ForeignAuthor.MARK, "From: Marie.Martin@ch-a.mssante.fr" + id))
                .isEmpty();
        assertThatThrownBy(() -> judge(ForeignAuthor.MARK, "From: paul.durand@ch-a.mssante.fr" + id))
                .isInstanceOf(SmtpRefusal.class);
    }

    private static Optional<String> judge(ForeignAuthor foreign, String header) throws SmtpRefusal, IOException {
        PeerAuthors authors = new PeerAuthors(
                new PeerRule(HOUSE.bean(CertificateCheck.class)),
                HOUSE.bean(TrustSpace.class),
                HOUSE.bean(Registry.class),
                new Emitted(HOUSE.bean(Database.class)),
                foreign,
                "mss.ici.fr");
        return authors.judge(NEIGHBOUR, index(header + "\r\n\r\nbonjour\r\n"));
    }

    private static MessageIndex index(String message) throws IOException {
        MessageScanner scanner = new MessageScanner();
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        scanner.write(octets, 0, octets.length);
        return scanner.finish();
    }

    private static PeerIdentity neighbour() {
        CertificateVerdict verdict = HOUSE.bean(CertificateCheck.class)
                .check(List.of(HOUSE.igc().server("mss.voisin.test").issue().certificate()), CertificateUse.SERVER);
        return ((CertificateVerdict.Valid) verdict).identity();
    }
}
