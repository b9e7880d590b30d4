package dev.sidereal.cli;

import dev.sidereal.frame.OptionException;
import dev.sidereal.timelapse.Show;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sidereal timelapse}: a night as a video. */
@Command(
        name = "timelapse",
        description = "Makes a video in which star trails grow, one picture for each frame.",
        sortOptions = false,
        footer = {
            "",
            "Example: sidereal timelapse night/ -o trails.mp4 --size 1080p --hold 3",
            "Short trails that wander: sidereal timelapse night/ -o short.mp4 --size 1080p --tail 40",
            "The frames themselves: sidereal timelapse night/ -o night.mp4 --plain --deflicker",
            "With trails, from one reading: sidereal trails night/ -o t.jpg --also timelapse=t.mp4"
        })
final class TimelapseCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Output: .mp4, .mov or .webm; may be repeated.")
    private List<Path> outputs = List.of();

    @Option(
            names = {"-f", "--force"},
            description = "Overwrite outputs that exist.")
    private boolean force;

    @Option(
            names = "--tail",
            paramLabel = "N|TIME|PERCENT",
            description = "Trails of the last frames only: frames (40), a time (20m) or a share of the night (30%%).")
    private Optional<String> tail = Optional.empty();

    @Option(names = "--plain", description = "The frames themselves instead of trails.")
    private boolean plain;

    @Option(names = "--deflicker", description = "With --plain: the brightness of each frame follows its neighbours'.")
    private boolean deflicker;

    @Mixin
    private VideoOptions video = new VideoOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    @Option(names = "--dry-run", description = "Say what would be done and the memory it takes, and stop.")
    private boolean dryRun;

    TimelapseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (outputs.isEmpty()) {
            throw new OptionException("--output: expected a file to write, found none; for example: -o trails.mp4");
        }
        return new TimelapseRun(outputs, force, frames, talking, dryRun).run(terminal, video.timelapse(show()));
    }

    private Show show() {
        if (plain && tail.isPresent()) {
            throw new OptionException("--plain, --tail: expected one of them, found both; plain frames have no trails");
        }
        if (deflicker && !plain) {
            throw new OptionException(
                    "--deflicker: expected --plain with it, found none; trails keep the brightest of all frames");
        }
        if (plain) {
            return new Show.Frames(deflicker);
        }
        return tail.<Show>map(text -> new Show.Trailing(CometOptions.tail(text)))
                .orElse(new Show.Growing());
    }
}
