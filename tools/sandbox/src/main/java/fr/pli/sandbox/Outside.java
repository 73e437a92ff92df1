package fr.pli.sandbox;

import fr.pli.annuairestandin.AnnuaireStandIn;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands around the operator of a demo, so that MSS 17 and the Annuaire can be tried by hand: an Annuaire, and a mail server outside MSSanté. */
final class Outside implements AutoCloseable {

    private static final String KEY = "cle-du-bac-a-sable";

    private final Path folder;
    private final AnnuaireStandIn annuaire;
    private final PlainMailServer house;
    private final int api;

    private Outside(Path folder, AnnuaireStandIn annuaire, PlainMailServer house, int api) {
        this.folder = folder;
        this.annuaire = annuaire;
        this.house = house;
        this.api = api;
    }

    /** @param folder takes each mail that comes, as text, and the key of the Annuaire */
    static Outside start(Path folder) throws IOException {
        AnnuaireStandIn annuaire = AnnuaireStandIn.start(KEY);
        for (People.Professional one :
                List.of(People.MARIE, People.PAUL, People.CLAIRE, People.YOUSSEF, People.JEANNE)) {
            annuaire.professional(one.id(), "DE TEST", "Personne");
        }
        annuaire.structure(People.HOSPITAL, "HOPITAL DE TEST").structure(People.LABORATORY, "LABORATOIRE DE TEST");
        Files.createDirectories(folder.resolve("mails"));
        Files.writeString(folder.resolve("annuaire-key"), KEY);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Outside(
                    folder, annuaire, PlainMailServer.startInto(folder.resolve("mails")), free.getLocalPort());
        }
    }

    /** Keys of the operator. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("pli.operator-name", "Pli, bac à sable");
        keys.put("pli.operator-contact", "aide@example.fr");
        keys.put("pli.annuaire.url", annuaire.base().toString());
        keys.put("pli.annuaire.key-file", folder.resolve("annuaire-key").toString());
        keys.put("pli.contact.smtp", house.address());
        keys.put("pli.mss14.export-folder", folder.resolve("exports").toString());
        keys.put("pli.indicators.folder", folder.resolve("indicators").toString());
        keys.put("server.port", String.valueOf(api)); // known before the start, for the links
        keys.put("pli.mss17.base-url", "http://127.0.0.1:" + api);
        return keys;
    }

    /** The mail server. */
    PlainMailServer house() {
        return house;
    }

    /** Where the text of each mail lies that came. */
    Path mails() {
        return folder.resolve("mails");
    }

    /** Says how a BAL is asked for. */
    void print(PrintStream out, Path tokens) {
        """
        # for an administrator: the commands of docs/operator/README.md begin with these two lines
        port=%2$d api_token=$(sed -n 's/^admin=//p' %1$s)
        api() { curl -sS "http://127.0.0.1:$port/api/v1$1" -H "Authorization: Bearer $api_token" -H 'Content-Type: application/json' "${@:2}"; }
        # MSS 17: asks Paul Durand for his word on a new BAL; a browser opens the link of the mail that he gets
        api /bal-requests -d '{"address":"cabinet.durand@%3$s","holder":"%4$s","contact":"paul@example.fr"}'
        grep -rho 'http://[^ ]*/confirmation/.*' %5$s
        """.formatted(tokens, api, People.DOMAIN, People.PAUL.id(), mails())
                .lines()
                .forEach(line -> out.println("  " + line));
    }

    @Override
    public void close() throws IOException {
        annuaire.close();
        house.close();
    }
}
