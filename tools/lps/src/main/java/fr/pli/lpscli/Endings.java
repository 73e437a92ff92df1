package fr.pli.lpscli;

import fr.pli.compose.MessageSize;
import fr.pli.compose.MessageTooLargeException;
import fr.pli.lps.LoginRefusedException;
import fr.pli.lps.MessageRefusedException;
import fr.pli.lps.OperatorException;
import fr.pli.lps.OperatorNotTrustedException;
import fr.pli.lps.OperatorUnavailableException;
import fr.pli.lps.Trouble;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed, in the person's language. */
record Endings(Texts texts) implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        Ending ending = switch (e) {
            case LoginRefusedException _ -> Ending.LOGIN_REFUSED;
            case OperatorUnavailableException _ -> Ending.UNAVAILABLE;
            case OperatorNotTrustedException _ -> Ending.NOT_TRUSTED;
            case MessageRefusedException _ -> Ending.MESSAGE_REFUSED;
            case NotComposedException _ -> Ending.NOT_COMPOSED;
            default -> Ending.FAILED;
        };
        command.getErr().println(texts.say("ending." + ending, why(e)));
        return ending.code();
    }

    private String why(Exception e) {
        return switch (e) {
            case SaidException said -> said.in(texts);
            case NotComposedException not -> not.in(texts);
            case OperatorException failed -> why(failed);
            case MessageTooLargeException _ -> texts.say("too-large", MessageSize.MOST);
            case FileSystemException file -> why(file);
            default -> String.valueOf(e.getMessage());
        };
    }

    private String why(OperatorException e) {
        Trouble trouble = e.trouble();
        String step = texts.say("step." + trouble.step(), trouble.object());
        String reason = texts.say("reason." + trouble.reason());
        String what = step.isEmpty() ? reason : texts.say("trouble", step, reason);
        return trouble.answer().isEmpty() ? what : texts.say("answer", what, trouble.answer());
    }

    /** The exceptions of files say their name and no more. */
    private String why(FileSystemException e) {
        String key = switch (e) {
            case NoSuchFileException _ -> "file.missing";
            case FileAlreadyExistsException _ -> "file.exists";
            case AccessDeniedException _ -> "file.denied";
            case NotDirectoryException _ -> "file.no-folder";
            case DirectoryNotEmptyException _ -> "file.not-empty";
            default -> "file.failed";
        };
        return texts.say(key, String.valueOf(e.getFile()));
    }
}
