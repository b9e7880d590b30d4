package dev.sidereal.cli;

import dev.sidereal.formats.natives.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/** The door of the program. */
public final class Main {

    private static final long PATIENCE_SECONDS = 2;

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args.length == 1 && args[0].equals("--version")) {
            /* Scripts ask often; the list of verbs need not be made for it. */
            out.println("sidereal " + version());
            return;
        }
        NativeWords.silence();
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        endInOrder(err, Thread.currentThread(), interrupted, done);
        int code = run(new Terminal(out, err, isWatched()), interrupted::get, args);
        done.countDown();
        System.exit(code);
    }

    /* The launcher knows; where it cannot, a console on both ends stands for one in the middle. */
    @SuppressWarnings("SystemConsoleNull") // the launcher that asks for it also asks for the console that may be null
    private static boolean isWatched() {
        String terminal = System.getProperty("sidereal.terminal", "false");
        return terminal.equals("auto") ? System.console() != null : Boolean.parseBoolean(terminal);
    }

    /* A signal interrupts the run, which then cleans up and says so, as long as that is a matter of moments. */
    private static void endInOrder(PrintStream err, Thread running, AtomicBoolean interrupted, CountDownLatch done) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (done.getCount() == 0) {
                return;
            }
            interrupted.set(true);
            running.interrupt();
            try {
                if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    err.println("sidereal: interrupted");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /** Runs one command. */
    static int run(Terminal terminal, String... args) {
        return run(terminal, () -> false, args);
    }

    private static int run(Terminal terminal, BooleanSupplier interrupted, String... args) {
        Failures failures = new Failures(terminal, interrupted, args);
        CommandLine commands = commands(terminal);
        commands.setParameterExceptionHandler(failures);
        commands.setExecutionExceptionHandler(failures);
        try {
            return commands.execute(args);
        } catch (Error e) {
            return failures.handleError(e);
        }
    }

    /** The verbs and their options. */
    static CommandLine commands(Terminal terminal) {
        CommandLine commands = new CommandLine(new SiderealCommand(terminal), new Commands(terminal));
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setExpandAtFiles(false);
        commands.setAllowSubcommandsAsOptionParameters(true);
        return commands;
    }

    /** The version, as the build wrote it down. */
    static String version() {
        try (InputStream stream = Main.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            if (stream != null) {
                properties.load(stream);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Begins to load the native decoder, which takes a tenth of a second, while headers are read. */
    static void loadDecoderAhead() {
        Thread loading = new Thread(NativeLibraries::problem, "load-natives");
        loading.setDaemon(true);
        loading.start();
    }
}
