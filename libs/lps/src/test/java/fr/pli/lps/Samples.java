package fr.pli.lps;

import fr.pli.compose.ComposeSettings;
import fr.pli.compose.ComposedMessage;
import fr.pli.compose.Composer;
import fr.pli.compose.Draft;
import fr.pli.compose.Receipt;
import fr.pli.compose.SampleDocument;
import fr.pli.compose.Sender;
import fr.pli.mss.DisplayName;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Nil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Who writes to whom in the tests. */
final class Samples {

    static final Nil NIL = new Nil("<Pli/lps/0.1>");
    static final MssAddress MARIE = MssAddress.parse("marie.martin@medecin.pli.mssante.fr");
    static final MssAddress PAUL = MssAddress.parse("paul.durand@medecin.pli.mssante.fr");
    static final MssAddress LABORATORY = MssAddress.parse("labo.app@ch-a.pli.mssante.fr");
    static final String LABORATORY_ID = "318751275100020";

    private Samples() {}

    /** The discharge letter, from Marie to others. */
    static ComposedMessage letter(MssAddress... to) {
        return letter(Set.of(), to);
    }

    static ComposedMessage letter(Set<Receipt> receipts, MssAddress... to) {
        Sender from = Sender.of(MARIE, DisplayName.ofPerson("Dr", "Marie", "Martin", ""));
        return new Composer(ComposeSettings.of(NIL), InstantSource.system())
                .compose(new Draft(from, List.of(to), List.of(SampleDocument.LEVEL_3.content()))
                        .withText("Bonjour")
                        .withReceipts(receipts));
    }

    /** Where nothing listens. */
    static Endpoint nowhere(MailService service) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint(service, "localhost", socket.getLocalPort());
        }
    }
}
