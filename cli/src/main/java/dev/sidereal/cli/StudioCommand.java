package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.studio.Setting;
import dev.sidereal.studio.Studio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sidereal studio}: the web page. */
@Command(
        name = "studio",
        description = "Opens a web page on this machine: choose a night, watch it grow, develop and save it.",
        sortOptions = false,
        footer = {
            "",
            "Example: sidereal studio pictures/",
            "On a machine without a screen: sidereal studio pictures/ --no-open --port 8080, and from yours",
            "ssh -L 8080:127.0.0.1:8080 THAT_MACHINE; then open the address that it prints.",
            "Ctrl-C closes it; a run is then paused and offered the next time."
        })
final class StudioCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Folders that may be seen and written, with all below them; default: this one.")
    private List<Path> folders = List.of();

    @Option(names = "--port", paramLabel = "N", description = "Port; default 0: any that is free.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on; default 127.0.0.1: nobody else's machine can reach it.")
    private String host = "127.0.0.1";

    @Option(names = "--no-open", description = "Do not open the browser.")
    private boolean closed;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Where runs are kept until they are closed; default: your folder for programs' state.")
    private Optional<Path> kept = Optional.empty();

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description = "How often a running run is kept there; default ${DEFAULT-VALUE}.")
    private double checkpoint = 180;

    @Mixin
    private TalkOptions talking = new TalkOptions();

    StudioCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Talk talk = talking.talk(terminal);
        InetAddress address = address();
        if (port < 0 || port > 65535) {
            throw new OptionException("--port: expected 0 to 65535, found " + port);
        }
        if (!(checkpoint > 0 && checkpoint <= 1e6)) {
            throw new OptionException(
                    "--checkpoint: expected seconds above 0 and at most a million, found " + checkpoint);
        }
        Setting setting = new Setting(
                folders.isEmpty() ? List.of(Path.of("")) : folders,
                address,
                port,
                kept.orElseGet(StudioCommand::state),
                Duration.ofNanos(Math.round(checkpoint * 1e9)));
        Main.loadDecoderAhead();
        try (Studio studio = Studio.open(setting, failure -> failure.printStackTrace(terminal.err()))) {
            if (!address.isLoopbackAddress()) {
                talk.note("--host: other machines can reach the studio now, without encryption; whoever has the address"
                        + " below can read and write in its folders");
            }
            terminal.out().println(studio.address());
            terminal.out().flush();
            if (!closed) {
                Viewer.show(studio.address(), talk);
            }
            Thread.currentThread().join(); // until a signal
        }
        return ExitCode.DONE.number();
    }

    @SuppressWarnings("AddressSelection") // one address is listened on, whichever the name stands for first
    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new OptionException("--host: expected an address of this machine, found " + host);
        }
    }

    /* XDG Base Directory Specification 0.8; on other systems what stands for it there. */
    private static Path state() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        Path home = Path.of(System.getProperty("user.home", "."));
        Path base = system.contains("win")
                ? Optional.ofNullable(System.getenv("LOCALAPPDATA"))
                        .map(Path::of)
                        .orElse(home)
                : system.contains("mac")
                        ? home.resolve("Library/Application Support")
                        : Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                                .filter(text -> !text.isEmpty())
                                .map(Path::of)
                                .orElse(home.resolve(".local/state"));
        return base.resolve("sidereal").resolve("studio");
    }
}
