package fr.pli.lpscli;

import fr.pli.compose.MessageId;
import fr.pli.lps.Endpoint;
import fr.pli.mss.MssAddress;
import fr.pli.mss.Visibility;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/** {@code send …} and {@code read …}; its exit codes are those of {@link Ending}. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process. */
    @SuppressWarnings("SystemOut") // a program that talks to a person
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, System.getenv(), arguments));
    }

    /** @param environment for the language */
    static int run(PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
        return commands(Texts.of(environment, arguments))
                .setOut(out)
                .setErr(err)
                .execute(arguments);
    }

    static CommandLine commands(Texts texts) {
        return new CommandLine(new Pli())
                .addSubcommand(new SendCommand(texts))
                .addSubcommand(new ReadCommand(texts))
                .setResourceBundle(texts.bundle())
                .registerConverter(MssAddress.class, MssAddress::parse)
                .registerConverter(
                        MessageId.class, text -> new MessageId(text.startsWith("<") ? text : "<" + text + ">"))
                .registerConverter(
                        Visibility.class,
                        text -> Visibility.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .registerConverter(Endpoint.class, Endpoint::parse)
                .registerConverter(InetSocketAddress.class, NameServerAddress::parse)
                .registerConverter(Long.class, text -> atLeast(1, Long.parseLong(text)))
                .registerConverter(int.class, text -> (int) atLeast(0, Integer.parseInt(text)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new WrongUsage(texts))
                .setExecutionExceptionHandler(new Endings(texts));
    }

    private static long atLeast(long least, long number) {
        if (number < least) {
            throw new IllegalArgumentException("at least " + least);
        }
        return number;
    }

    @CommandLine.Command(name = "pli", subcommands = CommandLine.HelpCommand.class)
    private static final class Pli {}
}
