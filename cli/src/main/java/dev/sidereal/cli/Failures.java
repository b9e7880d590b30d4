package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one sentence and an exit code; only a fault of ours shows a trace. */
final class Failures implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        StringBuilder message = new StringBuilder(String.valueOf(e.getMessage()));
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                message.append("; did you mean ")
                        .append(String.join(" or ", suggestions))
                        .append("?");
            }
        }
        tell(message.toString());
        return ExitCode.WRONG_USE.number();
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        ExitCode code = code(e);
        if (code == ExitCode.FAULT) {
            terminal.err().println("sidereal: this is a fault of ours; please report it with these lines:");
            e.printStackTrace(terminal.err());
        } else if (code == ExitCode.INTERRUPTED) {
            tell("interrupted; nothing was written");
        } else {
            tell(message(e));
        }
        return code.number();
    }

    private void tell(String message) {
        terminal.err().println("sidereal: " + message);
    }

    private static ExitCode code(Exception e) {
        if (e instanceof OptionException) {
            return ExitCode.WRONG_USE;
        }
        if (e instanceof UnusableNightException) {
            return ExitCode.NOTHING_USABLE;
        }
        if (e instanceof IOException) {
            return ExitCode.DISK_OR_NETWORK;
        }
        return e instanceof InterruptedException ? ExitCode.INTERRUPTED : ExitCode.FAULT;
    }

    private static String message(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": expected a file or folder, found none";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": expected permission, found none; check who owns it";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getFile() + ": " + failed.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
