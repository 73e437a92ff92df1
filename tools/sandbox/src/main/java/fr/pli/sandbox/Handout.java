package fr.pli.sandbox;

import fr.pli.prosanteconnect.TokenKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** What a kept sandbox tells the person who wants to try by hand: ports, accounts, and commands to paste. */
final class Handout {

    private final Sandbox sandbox;

    Handout(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    void print(PrintStream out, ResourceBundle texts) throws IOException {
        application();
        out.println();
        out.println(MessageFormat.format(texts.getString("keep"), sandbox.folder()));
        out.println();
        out.println(texts.getString("keep.ports"));
        for (String listener : new String[] {"persons", "applications"}) {
            out.printf(
                    "  %-12s imap %d · imaps %d · submission %d · submissions %d%n",
                    listener,
                    port(listener, "imap"),
                    port(listener, "imaps"),
                    port(listener, "submission"),
                    port(listener, "submissions"));
        }
        out.printf(
                "  %-12s %d · psc %s%n",
                "api", sandbox.operator().port("api"), sandbox.psc().issuer());
        out.println();
        out.println(texts.getString("keep.accounts"));
        out.printf("  PER  %s · PSC %s, mot de passe / password: test%n", People.MARIE.bal(), People.MARIE.id());
        out.printf("  PER  %s · PSC %s%n", People.PAUL.bal(), People.PAUL.id());
        out.printf("  ORG  %s · PSC %s, %s%n", People.CARDIOLOGY, People.CLAIRE.id(), People.YOUSSEF.id());
        out.printf(
                "  APP  %s, %s · %s%n",
                People.RESULTS, People.ARCHIVE, sandbox.folder().resolve("igc/labo.pem"));
        out.println();
        out.println(texts.getString("keep.commands"));
        commands().lines().forEach(line -> out.println("  " + line));
    }

    /** The variables that the scripts of {@code src/test/clients} ask for. */
    Map<String, String> variables() throws IOException {
        application();
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PLI_HOST", Sandbox.HOST);
        variables.put("PLI_CA", sandbox.trust().toString());
        for (String protocol : new String[] {"imap", "imaps", "submission", "submissions"}) {
            variables.put("PLI_PERSONS_" + protocol.toUpperCase(Locale.ROOT), "" + port("persons", protocol));
            variables.put("PLI_APPS_" + protocol.toUpperCase(Locale.ROOT), "" + port("applications", protocol));
        }
        variables.put("PLI_BAL", People.MARIE.bal().toString());
        variables.put("PLI_TOKEN", sandbox.psc().token(TokenKind.GOOD, People.MARIE.id()));
        variables.put("PLI_OTHER_BAL", People.PAUL.bal().toString());
        variables.put("PLI_OTHER_TOKEN", sandbox.psc().token(TokenKind.GOOD, People.PAUL.id()));
        variables.put("PLI_APP_BAL", People.RESULTS.toString());
        variables.put("PLI_APP_CERT", igc("labo.pem"));
        variables.put("PLI_APP_KEY", igc("labo-key.pem"));
        return variables;
    }

    private String commands() {
        return """
                # a token for Marie Martin, good for two minutes
                token=$(curl -s %1$s/token -d kind=GOOD -d professional=%2$s)
                # with the library: a message with a CDA, and what came
                ./pli send --server submissions://localhost:%13$d --trust %3$s --certificate %14$s --password-file %15$s --from %10$s --reply-to %5$s --to %5$s libs/compose/src/main/resources/fr/pli/compose/samples/lettre-de-liaison-niveau-3.xml
                echo "$token" | ./pli read --server imaps://localhost:%4$d --trust %3$s --token-file - --mailbox %5$s
                # the laboratory's application sends
                swaks --server localhost --port %7$d --tls --tls-verify --tls-ca-path %3$s --tls-cert %8$s --tls-key %9$s --auth PLAIN --auth-user %10$s --auth-password x --from %10$s --to %5$s
                # what is in her INBOX
                curl --cacert %3$s "imaps://localhost:%4$d/INBOX" --user "%5$s:" --oauth2-bearer "$token" --login-options AUTH=XOAUTH2 --request "FETCH 1:* (FLAGS ENVELOPE)"
                # by hand
                openssl s_client -quiet -crlf -CAfile %3$s -connect localhost:%6$d -starttls smtp
                # what the operator knows of her BAL
                curl -s -H "Authorization: Bearer $(cut -d= -f2- %11$s)" http://127.0.0.1:%12$d/api/v1/bal/%5$s
                """.formatted(
                        sandbox.psc().testApi(),
                        People.MARIE.id(),
                        sandbox.trust(),
                        port("persons", "imaps"),
                        People.MARIE.bal(),
                        port("persons", "submission"),
                        port("applications", "submission"),
                        igc("labo.pem"),
                        igc("labo-key.pem"),
                        People.RESULTS,
                        sandbox.folder().resolve("operator/data/api-tokens"),
                        sandbox.operator().port("api"),
                        port("applications", "submissions"),
                        igc("labo.p12"),
                        igc("password"));
    }

    /** The laboratory's certificate, as files, and the password of its key. */
    private void application() throws IOException {
        sandbox.write(sandbox.igc().application(People.LABORATORY).issue(), "labo");
        Files.writeString(Path.of(igc("password")), "pli");
    }

    private int port(String listener, String protocol) {
        return sandbox.operator().port(listener + "." + protocol);
    }

    private String igc(String file) {
        Path path = sandbox.folder().resolve("igc").resolve(file);
        return path.toString();
    }
}
