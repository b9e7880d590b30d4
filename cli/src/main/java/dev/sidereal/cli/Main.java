package dev.sidereal.cli;

import dev.sidereal.formats.natives.NativeLibraries;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import picocli.CommandLine;

/** The door of the program. */
public final class Main {

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(new Terminal(out, err, Boolean.getBoolean("sidereal.terminal")), args));
    }

    /** Runs one command. */
    static int run(Terminal terminal, String... args) {
        CommandLine commands = new CommandLine(new SiderealCommand(terminal), new Commands(terminal));
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setExpandAtFiles(false);
        commands.setAllowSubcommandsAsOptionParameters(true);
        commands.setParameterExceptionHandler(new Failures(terminal));
        commands.setExecutionExceptionHandler(new Failures(terminal));
        return commands.execute(args);
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
