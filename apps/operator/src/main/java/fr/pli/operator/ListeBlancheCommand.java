package fr.pli.operator;

import fr.pli.exchange.ListeBlancheReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code ./pli operator liste-blanche check DOMAIN|FILE [DATA-FOLDER]}: explains what the liste blanche says, without a running operator. */
final class ListeBlancheCommand {

    private static final String USAGE = "usage: ./pli operator liste-blanche check DOMAIN|FILE [DATA-FOLDER]";

    private ListeBlancheCommand() {}

    /** Runs it. @return exit status: 0 for a list that can be used or a domain that is listed, 1 if not, 2 for other arguments */
    static int run(List<String> arguments, PrintStream output) throws IOException {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        if (arguments.size() < 3 || arguments.size() > 4 || !arguments.get(1).equals("check")) {
            out.println(USAGE);
            return 2;
        }
        String what = arguments.get(2);
        Path data = Path.of(arguments.size() == 4 ? arguments.get(3) : "data");
        if (isFileName(what) && Files.notExists(Path.of(what))) {
            out.println("fichier introuvable / no such file: " + what);
            return 1;
        }
        ListeBlancheReport report = Files.isRegularFile(Path.of(what))
                ? ListeBlancheReport.ofFile(Path.of(what))
                : ListeBlancheReport.ofDomain(data.resolve("liste-blanche"), what);
        report.lines().forEach(out::println);
        return report.good() ? 0 : 1;
    }

    private static boolean isFileName(String word) {
        return word.contains("/") || word.endsWith(".xml");
    }
}
