package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.exchange.ForeignAuthor;
import fr.pli.exchange.PeerRule;
import fr.pli.exchange.TrustSpace;
import fr.pli.mime.MessageIndex;
import fr.pli.mime.MessageScanner;
import fr.pli.mss.MssAddress;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.postgres.Database;
import fr.pli.postgres.LocalPostgres;
import fr.pli.postgres.Pool;
import fr.pli.registry.Registry;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.store.Acceptance;
import fr.pli.store.Emitted;
import fr.pli.tls.CertificateCheck;
import fr.pli.tls.CertificateUse;
import fr.pli.tls.CertificateVerdict;
import fr.pli.tls.PeerIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

    @Test
    void message_whose_author_cannot_be_judged_for_now_is_put_off_and_not_taken() throws Exception {
        LocalPostgres postgres = HOUSE.bean(LocalPostgres.class);
        Database gone = Database.open(postgres.owner(), postgres.application(), Pool.STANDARD);
        gone.close();
        ExchangeMail.Rules rules = new ExchangeMail.Rules(
                HOUSE.bean(Acceptance.class),
                HOUSE.bean(RecipientRule.class),
                authors(new Emitted(gone), ForeignAuthor.MARK),
                Path.of(System.getProperty("java.io.tmpdir")),
                HOUSE.bean(Antivirus.class),
                HOUSE.bean(AutoReply.class),
                () -> {});
        MailParameters plain =
                new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());
        String before = received();
        try (ExchangeMail mail = new ExchangeMail(
                rules, "s", NEIGHBOUR, Optional.of(MssAddress.parse("labo@voisin.mssante.fr")), plain)) {
            mail.rcptTo(People.bal("paul.durand"), new RcptParameters(Optional.empty(), Optional.empty()));
            OutputStream body = mail.body();
            body.write("From: marie.martin@ch-a.mssante.fr\r\nMessage-ID: <1@x>\r\n\r\nBonjour\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            body.flush();
            assertThatThrownBy(mail::commit)
                    .isInstanceOfSatisfying(
                            SmtpRefusal.class,
                            refusal -> assertThat(refusal.reply().code()).isEqualTo(451));
        }
        assertThat(received()).isEqualTo(before);
    }

    private static String received() throws SQLException {
        return HOUSE.ask("SELECT count(*) FROM message JOIN bal ON bal.id = bal_id WHERE address = '"
                        + People.bal("paul.durand") + "'")
                .getFirst();
    }

    private static Optional<String> judge(ForeignAuthor foreign, String header) throws SmtpRefusal, IOException {
        return authors(new Emitted(HOUSE.bean(Database.class)), foreign)
                .judge(NEIGHBOUR, index(header + "\r\n\r\nbonjour\r\n"));
    }

    private static PeerAuthors authors(Emitted emitted, ForeignAuthor foreign) {
        return new PeerAuthors(
                new PeerRule(HOUSE.bean(CertificateCheck.class)),
                HOUSE.bean(TrustSpace.class),
                HOUSE.bean(Registry.class),
                emitted,
                foreign,
                "mss.ici.fr");
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
