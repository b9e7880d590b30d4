package dev.sidereal.cli;

import dev.sidereal.run.RunEvent;
import java.io.PrintStream;
import java.nio.file.Path;

/** Names the frames that are left out, and nothing else. */
final class QuietTalk implements Talk {

    private final PrintStream err;

    QuietTalk(PrintStream err) {
        this.err = err;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.FrameSkipped skipped) {
            err.println("left out " + skipped.name() + ": " + skipped.reason());
        }
    }

    @Override
    public void looking(int files) {}

    @Override
    public void wrote(Path file, String summary) {}

    @Override
    public void note(String text) {}
}
