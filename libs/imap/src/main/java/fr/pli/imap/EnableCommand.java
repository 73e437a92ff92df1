package fr.pli.imap;

import fr.pli.imap.syntax.Arguments;
import fr.pli.imap.syntax.ImapSyntaxException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ENABLE (RFC 9051 section 6.3.1). What is unknown is passed over.
 * <pre>enable = "ENABLE" 1*(SP capability)</pre>
 */
final class EnableCommand implements Command {

    @Override
    public String run(ImapSession session, Arguments args, Responses out) throws ImapSyntaxException, IOException {
        List<String> named = new ArrayList<>();
        while (args.skip(' ')) {
            named.add(args.atom());
        }
        args.end();

        StringBuilder done = new StringBuilder("ENABLED");
        for (String name : named) {
            Optional<Enabled> extension = Enabled.named(name);
            if (extension.isPresent() && !session.has(extension.get())) {
                session.enable(extension.get());
                done.append(' ').append(extension.get().capability());
            }
        }
        out.untagged(done.toString());
        return "ENABLE completed";
    }
}
