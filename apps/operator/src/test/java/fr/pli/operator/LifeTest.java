package fr.pli.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.pli.life.LifeExport;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Requirement;
import fr.pli.registry.Actor;
import fr.pli.registry.Bal;
import fr.pli.registry.NewBal;
import fr.pli.registry.Registry;
import fr.pli.store.MailExport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a BAL as an administrator sees it, over the REST API and the database. */
class LifeTest {

    private static final House HOUSE = House.only();

    @Test
    @Requirement("MSS 14 (deletion)")
    @Requirement("MSS 19")
    void a_bal_that_nobody_opens_is_unpublished_announced_three_times_and_deleted_with_its_content_kept()
            throws Exception {
        Bal bal = create("sans.nouvelles");
        HOUSE.api("admin")
                .put("/api/v1/bal/" + bal.address() + "/contact", "{\"address\":\"sans.nouvelles@example.fr\"}");

        age(bal, 31);
        assertThat(HOUSE.api("read").get("/api/v1/life/due").body())
                .contains("{\"bal\":\"" + bal.address() + "\",\"step\":\"unpublish\"}");
        assertThat(state(bal)).isEqualTo("CREATED");
        assertThat(run()).contains("{\"bal\":\"" + bal.address() + "\",\"step\":\"unpublish\"}");
        assertThat(state(bal)).isEqualTo("UNPUBLISHED");

        age(bal, 91);
        assertThat(run()).contains("{\"bal\":\"" + bal.address() + "\",\"step\":\"announce-1\"}");
        assertThat(state(bal)).isEqualTo("NOTICE");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> HOUSE.neighbourhood().house().taken().stream()
                        .anyMatch(taken -> taken.commands().contains("RCPT TO:<sans.nouvelles@example.fr>")));
        age(bal, 336);
        assertThat(run()).contains("announce-2");
        age(bal, 359);
        assertThat(run()).contains("announce-3");
        age(bal, 366);
        assertThat(run())
                .as("a week has not passed since")
                .doesNotContain(bal.address().toString());
        age(bal, 367);
        HOUSE.change("UPDATE bal SET noticed_at = noticed_at - interval '7 days' WHERE id = " + bal.id());
        assertThat(run()).contains("{\"bal\":\"" + bal.address() + "\",\"step\":\"delete\"}");
        assertThat(state(bal)).isEqualTo("DELETED");
        assertThat(House.exports().resolve(bal.address() + ".zip")).isNotEmptyFile();
    }

    @Test
    void an_address_that_is_no_file_name_is_kept_all_the_same(@TempDir Path folder) throws Exception {
        Bal bal = create("bloc/50%");
        Path file;
        try (LifeExport.Written written = new LifeExport(HOUSE.bean(MailExport.class), folder).write(bal)) {
            file = written.keep();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThat(file).hasFileName("bloc%2F50%25@ch-a.mssante.fr.zip");
    }

    @Test
    @Requirement("R1-05")
    void the_file_of_connections_has_a_line_for_each_bal() throws Exception {
        Bal bal = create("jamais.ouverte");
        String month = YearMonth.now(ZoneId.of("Europe/Paris")).toString();
        assertThat(HOUSE.api("read")
                        .get("/api/v1/indicators/connections/" + month)
                        .body())
                .startsWith("BAL;TYPE;Date;NB;MOYEN\r\n")
                .contains(bal.address() + ";PER;;0;\r\n");
    }

    @Test
    @Requirement("SEED-24")
    void the_files_of_a_month_are_put_on_the_disk_with_their_digest_the_same_each_time() throws Exception {
        YearMonth month = YearMonth.now(ZoneId.of("Europe/Paris")).minusMonths(1);
        String name = "MESSAGES_localhost_" + month.toString().replace("-", "") + ".csv";
        assertThat(HOUSE.api("admin")
                        .post("/api/v1/indicators/" + month + "/drop", "")
                        .body())
                .isEqualTo("[\"" + name + "\",\"" + name.replace("MESSAGES", "CONNEXIONS") + "\"]");
        Path file = House.indicators().resolve(name);
        byte[] first = Files.readAllBytes(file);
        assertThat(new String(first, StandardCharsets.UTF_8))
                .isEqualTo("MAIL_ID;EXPEDITEUR;DESTINATAIRE;DATE;TAILLE;INS;CODECDA;NIL\r\n");
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(first));
        assertThat(House.indicators().resolve(name + ".sha256")).hasContent(digest + "  " + name + "\n");
        HOUSE.api("admin").post("/api/v1/indicators/" + month + "/drop", "");
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    private static Bal create(String local) throws Exception {
        MssAddress address = People.bal(local);
        return HOUSE.bean(Registry.class).create(NewBal.per(address, People.JEANNE), new Actor("test", "life"));
    }

    /** Lets it have been created so many days ago. */
    private static void age(Bal bal, int days) throws Exception {
        HOUSE.change("UPDATE bal SET created_at = now() - interval '" + days + " days' WHERE id = " + bal.id());
    }

    private static String run() throws Exception {
        return HOUSE.api("admin").post("/api/v1/life/run", "").body();
    }

    private static String state(Bal bal) throws Exception {
        return HOUSE.ask("SELECT state FROM bal WHERE id = " + bal.id()).getFirst();
    }
}
