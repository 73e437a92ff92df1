package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import fr.pli.mss.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ID (RFC 2971). The client's name and version go to the log: they tell which care software has a problem.
 * <pre>
 * id             = "ID" SP id-params-list
 * id-params-list = "(" *(string SP nstring) ")" / nil
 * </pre>
 */
final class IdCommand implements Command {

    private static final Logger log = LoggerFactory.getLogger(IdCommand.class);
    private static final int PAIRS = 30;
    private static final int SHOWN = 60;

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        args.space();
        Map<String, String> client = parameters(args);
        args.end();

        log.info(
                "client session={} name=\"{}\" version=\"{}\"",
                session.connection().id(),
                client.getOrDefault("name", ""),
                client.getOrDefault("version", ""));
        out.untagged("ID (\"name\" \"Pli\")");
        return "ID completed";
    }

    private static Map<String, String> parameters(Arguments args) throws ImapSyntaxException, IOException {
        Map<String, String> parameters = new TreeMap<>();
        if (!args.skip('(')) {
            args.nstring();
            return parameters;
        }
        for (int pairs = 0; !args.skip(')'); pairs++) {
            if (pairs > PAIRS) {
                throw new ImapSyntaxException("at most " + PAIRS + " pairs");
            }
            if (pairs > 0) {
                args.space();
            }
            String key = shown(args.string()).toLowerCase(Locale.ROOT);
            args.space();
            parameters.put(key, shown(args.nstring()));
        }
        return parameters;
    }

    private static String shown(byte[] octets) {
        return Printable.line(new String(octets, StandardCharsets.UTF_8), SHOWN)
                .replace('"', '?')
                .replace('\\', '?');
    }
}
