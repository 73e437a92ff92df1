package fr.pli.lpscli;

import fr.pli.compose.CompositionException;
import fr.pli.lps.LoginRefusedException;
import fr.pli.lps.MessageRefusedException;
import fr.pli.lps.OperatorNotTrustedException;
import fr.pli.lps.OperatorUnavailableException;
import java.nio.file.FileSystemException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed. */
record Endings(Texts texts) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Ending ending = switch (e) {
            case LoginRefusedException _ -> Ending.LOGIN_REFUSED;
            case OperatorUnavailableException _ -> Ending.UNAVAILABLE;
            case OperatorNotTrustedException _ -> Ending.NOT_TRUSTED;
            case MessageRefusedException _ -> Ending.MESSAGE_REFUSED;
            case CompositionException _ -> Ending.NOT_COMPOSED;
            default -> Ending.FAILED;
        };
        command.getErr().println(texts.say("ending." + ending, why(e)));
        return ending.code();
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String why = e instanceof MissingParameterException missing
                ? texts.say(
                        "missing",
                        String.join(
                                ", ",
                                missing.getMissing().stream().map(Endings::name).toList()))
                : Texts.printable(String.valueOf(e.getMessage()));
        command.getErr().println(why);
        command.getErr().println(texts.say("see-help", command.getCommandSpec().qualifiedName()));
        return Ending.USAGE.code();
    }

    private static String name(CommandLine.Model.ArgSpec missing) {
        return missing instanceof CommandLine.Model.OptionSpec option ? option.longestName() : missing.paramLabel();
    }

    /** The exceptions of files say their name and no more. */
    private static String why(Exception e) {
        return e instanceof FileSystemException
                ? e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage()
                : String.valueOf(e.getMessage());
    }
}
