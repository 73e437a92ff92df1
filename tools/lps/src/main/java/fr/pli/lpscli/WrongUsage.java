package fr.pli.lpscli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the words of a command line, in the person's language: picocli says it in English, with names of Java. */
record WrongUsage(Texts texts) implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(why(e, List.of(arguments)));
        command.getErr().println(texts.say("see-help", command.getCommandSpec().qualifiedName()));
        return Ending.USAGE.code();
    }

    private String why(ParameterException e, List<String> arguments) {
        ArgSpec argument = e.getArgSpec();
        return switch (e) {
            case UsageException usage -> texts.say(usage.key());
            case MissingParameterException missing -> texts.say("missing", names(missing.getMissing(), arguments));
            case UnmatchedArgumentException unmatched ->
                texts.say("unknown", String.join(" ", unmatched.getUnmatched()));
            case OverwrittenOptionException twice -> texts.say("twice", name(twice.getOverwritten()));
            case MutuallyExclusiveArgsException _ -> texts.say("exclusive");
            default ->
                argument == null
                        ? texts.say("malformed")
                        : texts.say("invalid", name(argument), String.valueOf(e.getValue()), expected(argument));
        };
    }

    /** Of options that go together picocli names all: those that are there are left out. */
    private static String names(Collection<ArgSpec> missing, List<String> arguments) {
        return String.join(
                ", ",
                missing.stream()
                        .map(WrongUsage::name)
                        .filter(name -> !arguments.contains(name))
                        .toList());
    }

    /** What is expected in words, where its label alone does not say. */
    private String expected(ArgSpec argument) {
        String key = "expected." + argument.paramLabel();
        return texts.bundle().containsKey(key) ? texts.say(key) : argument.paramLabel();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
