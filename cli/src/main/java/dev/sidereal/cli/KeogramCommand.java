package dev.sidereal.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sidereal keogram}: a night as one column of each frame. */
@Command(
        name = "keogram",
        description = "Puts one column of each frame side by side, on a true time axis.",
        sortOptions = false,
        footer = {
            "",
            "Gaps are purple; hours are marked below the picture.",
            "Example: sidereal keogram night/ -o keogram.png",
            "With trails, from one reading: sidereal trails night/ -o t.jpg --also keogram=k.png"
        })
final class KeogramCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private OutputOptions outputs = new OutputOptions();

    @Mixin
    private KeogramOptions options = new KeogramOptions();

    @Mixin
    private FrameOptions frames = new FrameOptions();

    @Mixin
    private TalkOptions talking = new TalkOptions();

    KeogramCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new KeogramRun(outputs, frames, talking).run(terminal, options.keogram());
    }
}
