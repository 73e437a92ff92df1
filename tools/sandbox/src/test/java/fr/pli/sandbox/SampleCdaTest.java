package fr.pli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.compose.ComposedMessage;
import fr.pli.compose.Composer;
import fr.pli.compose.Draft;
import fr.pli.compose.OpenedMessage;
import fr.pli.compose.Sender;
import fr.pli.igc.Credential;
import fr.pli.lps.Inbox;
import fr.pli.lps.LpsConnection;
import fr.pli.lps.MailService;
import fr.pli.mss.DisplayName;
import fr.pli.mss.InsStatus;
import fr.pli.mss.PublicCda;
import fr.pli.mss.Requirement;
import fr.pli.mss.xdm.XdmDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each published CDA, composed by care software, sent over the API LPS to one BAL, and read there again. */
class SampleCdaTest {

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static CareSoftware software;

    @BeforeAll
    static void start() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        sandbox = Sandbox.start(folder, Map.of());
        software = new CareSoftware(sandbox);
    }

    @AfterAll
    static void stop() {
        software.close();
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    @Requirement("ECO.2.1.1")
    @Requirement("ECO.2.1.2")
    @Requirement("ECO.2.4.1")
    @Requirement("ECO.2.4.2")
    @Requirement("ECO.2.4.3")
    void travels_and_comes_back_identical(PublicCda sample) throws Exception {
        byte[] cda = sample.content();
        Credential laboratory = sandbox.igc().application(People.LABORATORY).issue();
        Sender sender =
                new Sender(People.RESULTS, new DisplayName("Laboratoire des Deux Rives"), List.of(People.RESULTS));
        ComposedMessage composed = new Composer(CareSoftware.SETTINGS, InstantSource.system())
                .compose(new Draft(sender, List.of(People.ARCHIVE), List.of(cda)));
        software.open(People.RESULTS, MailService.SUBMISSIONS, laboratory).send(composed);

        LpsConnection archive = software.open(People.ARCHIVE, MailService.SUBMISSIONS, laboratory);
        try (Inbox inbox = archive.inbox()) {
            OpenedMessage opened = inbox.open(inbox.list().getLast().uid()).orElseThrow();
            XdmDocument document = opened.archives().getFirst().documents().getFirst();
            assertThat(document.content()).isEqualTo(cda);
            assertThat(opened.headers().codes()).containsExactly(sample.code());
            assertThat(opened.headers().ins()).isEqualTo(InsStatus.QUALIFIED);
            assertThat(opened.patient().orElseThrow().number()).isEqualTo(sample.number());
            assertThat(opened.isSound()).isTrue();
        }
    }
}
