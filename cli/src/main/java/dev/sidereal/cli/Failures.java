package dev.sidereal.cli;

import dev.sidereal.formats.fits.UnreadableStackException;
import dev.sidereal.frame.OptionException;
import dev.sidereal.run.UnusableNightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Turns what went wrong into one sentence and an exit code; only a fault of ours shows a trace. With {@code --json} the
 * sentence is an event as well.
 */
final class Failures implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {

    private final Terminal terminal;
    private final BooleanSupplier interrupted;
    private final boolean json;

    /**
     * For one command line.
     *
     * @param interrupted whether a signal ended the run: what goes wrong after it is a consequence
     */
    Failures(Terminal terminal, BooleanSupplier interrupted, String... args) {
        this.interrupted = interrupted;
        this.terminal = terminal;
        this.json = Arrays.stream(args).takeWhile(arg -> !arg.equals("--")).anyMatch("--json"::equals);
    }

    @Override
    public int handleParseException(CommandLine.ParameterException e, String[] args) {
        return tell(WrongUse.sentence(e), ExitCode.WRONG_USE);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine commandLine, ParseResult parsed) {
        return tell(e);
    }

    /** Something that no command catches. */
    int handleError(Error e) {
        return e instanceof OutOfMemoryError
                ? tell(
                        "memory: expected more than this machine gives, found: " + e.getMessage()
                                + "; allow less with --memory, or fewer --threads",
                        ExitCode.WRONG_USE)
                : tell(e);
    }

    private int tell(Throwable thrown) {
        Throwable e = thrown instanceof UncheckedIOException && thrown.getCause() != null ? thrown.getCause() : thrown;
        ExitCode code = interrupted.getAsBoolean() ? ExitCode.INTERRUPTED : code(e);
        if (code == ExitCode.FAULT) {
            int number = tell("this is a fault of ours; please report it with these lines: " + e, code);
            e.printStackTrace(terminal.err());
            return number;
        }
        return tell(code == ExitCode.INTERRUPTED ? "interrupted; no half-written file is left" : message(e), code);
    }

    private int tell(String message, ExitCode code) {
        if (json) {
            terminal.out()
                    .println(new JsonObject()
                            .put("event", "error")
                            .put("message", message)
                            .put("exit", code.number()));
        }
        ("sidereal: " + message).lines().forEach(terminal::say);
        return code.number();
    }

    private static ExitCode code(Throwable e) {
        if (e instanceof OptionException) {
            return ExitCode.WRONG_USE;
        }
        if (e instanceof UnusableNightException || e instanceof UnreadableStackException) {
            return ExitCode.NOTHING_USABLE;
        }
        if (e instanceof InterruptedException || e instanceof ClosedByInterruptException) {
            return ExitCode.INTERRUPTED;
        }
        return e instanceof IOException ? ExitCode.DISK_OR_NETWORK : ExitCode.FAULT;
    }

    private static String message(Throwable e) {
        if (e instanceof FileSystemException failed && failed.getFile() != null) {
            return failed.getFile() + ": expected a file or folder that can be used, found: " + reason(failed);
        }
        return String.valueOf(e.getMessage());
    }

    /** Why a file could not be used, without its name. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        return Optional.ofNullable(e.getMessage()).orElse(e.toString());
    }
}
