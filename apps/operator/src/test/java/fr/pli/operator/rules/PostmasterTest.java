package fr.pli.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.pli.mime.Content;
import fr.pli.mime.ContentWriter;
import fr.pli.mime.Spool;
import fr.pli.mss.MssAddress;
import fr.pli.operator.House;
import fr.pli.operator.People;
import fr.pli.smtp.Incoming;
import fr.pli.smtp.MailParameters;
import fr.pli.smtp.RcptParameters;
import fr.pli.smtp.Reception;
import fr.pli.smtp.SmtpClient;
import fr.pli.smtp.SmtpRefusal;
import fr.pli.wire.ComputingTime;
import fr.pli.wire.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever writes to postmaster is heard (RFC 5321 section 4.5.1). */
class PostmasterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "postmaster@mss.pli.test, true",
        "PostMaster@MSS.pli.test, true",
        "Postmaster@ch-a.mssante.fr, true",
        "postmaster@ailleurs.mssante.fr, false",
        "postmaster2@ch-a.mssante.fr, false"
    })
    void is_named_at_this_server_and_at_its_domains_in_any_case(String address, boolean named) {
        Postmaster postmaster = new Postmaster(Optional.empty(), "mss.PLI.test", folder);
        MssAddress to = MssAddress.parse(address);
        assertThat(Postmaster.isName(to.local()) && postmaster.isAt(to.domain(), List.of("ch-a.mssante.fr")))
                .isEqualTo(named);
    }

    @Test
    void a_folder_that_is_full_takes_no_more_until_somebody_has_looked_into_it() throws Exception {
        Postmaster postmaster = new Postmaster(Optional.empty(), "mss.pli.test", folder);
        for (int i = 0; i < 999; i++) {
            Files.createFile(folder.resolve(i + ".eml"));
        }
        assertThatCode(postmaster::requireRoom).doesNotThrowAnyException();
        keep(postmaster, "x");
        assertThatThrownBy(() -> keep(postmaster, "y")).isInstanceOf(SmtpRefusal.class);
        assertThatThrownBy(postmaster::requireRoom)
                .isInstanceOfSatisfying(
                        SmtpRefusal.class,
                        refusal -> assertThat(refusal.reply().code()).isEqualTo(452));
        Files.delete(folder.resolve("0.eml"));
        assertThatCode(postmaster::requireRoom).doesNotThrowAnyException();
    }

    @Test
    void a_message_is_kept_as_it_came() throws Exception {
        Postmaster postmaster = new Postmaster(Optional.empty(), "mss.pli.test", folder);
        keep(postmaster, "Subject: x\r\n\r\n.é\r\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).singleElement().satisfies(file -> {
                assertThat(file.getFileName().toString()).endsWith(".eml");
                assertThat(file).hasContent("Subject: x\r\n\r\n.é\r\n");
            });
        }
    }

    @Test
    void a_message_that_comes_again_is_kept_once() throws Exception {
        Postmaster postmaster = new Postmaster(Optional.empty(), "mss.pli.test", folder);
        keep(postmaster, "Subject: x\r\n\r\nune fois\r\n");
        keep(postmaster, "Subject: x\r\n\r\nune fois\r\n");
        keep(postmaster, "Subject: x\r\n\r\nune autre\r\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".eml"))).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Postmaster@localhost", "postmaster@" + People.DOMAIN})
    void where_no_bal_stands_for_him_a_submission_to_him_lies_in_the_folder(String address) throws Exception {
        House house = House.only();
        SmtpClient marie = new SmtpClient(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                "poste",
                "TLSv1.3",
                List.of(),
                new ComputingTime(),
                Optional.of(new SmtpClient.Authenticated(
                        new Identity.Professional(People.MARIE), People.bal("marie.martin"))));
        MailParameters plain =
                new MailParameters(OptionalLong.empty(), false, false, Optional.empty(), Optional.empty());
        String mark = UUID.randomUUID().toString();
        try (Incoming incoming =
                house.bean(Reception.class).mailFrom(marie, Optional.of(People.bal("marie.martin")), plain)) {
            incoming.rcptTo(MssAddress.parse(address), new RcptParameters(Optional.empty(), Optional.empty()));
            incoming.body()
                    .write(("From: " + People.bal("marie.martin") + "\r\n\r\n" + mark + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            incoming.commit();
        }
        List<String> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(House.data().resolve("postmaster"))) {
            for (Path file : files.toList()) {
                kept.add(Files.readString(file));
            }
        }
        assertThat(kept).filteredOn(message -> message.contains(mark)).hasSize(1);
    }

    private void keep(Postmaster postmaster, String message) throws IOException, SmtpRefusal {
        try (ContentWriter writer = new ContentWriter(new Spool(folder.resolve("spool")))) {
            writer.write(message.getBytes(StandardCharsets.UTF_8));
            try (Content content = writer.finish()) {
                postmaster.keep(content, message);
            }
        }
    }
}
