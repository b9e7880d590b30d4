package dev.sidereal.cli;

import dev.sidereal.run.Plan;
import dev.sidereal.run.RunEvent;
import java.nio.file.Path;
import java.util.List;

/** Names the frames that are left out and counts them, and says nothing else. */
final class QuietTalk implements Talk {

    private final Terminal terminal;

    QuietTalk(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.FrameSkipped skipped) {
            terminal.say("left out " + skipped.name() + ": " + skipped.reason());
        } else if (event instanceof RunEvent.NotKept failed) {
            terminal.say("no checkpoint was written: " + failed.reason() + "; the run goes on");
        } else if (event instanceof RunEvent.Finished finished) {
            int skipped = finished.report().skipped().size();
            if (skipped > 0) {
                terminal.say(skipped + " of " + finished.report().frames().size() + " frames left out, named above");
            }
        }
    }

    @Override
    public void looking(int files) {}

    @Override
    public void wouldDo(Plan plan, List<Path> outputs) {}

    @Override
    public void wrote(Path file, String summary) {}

    @Override
    public void note(String text) {}
}
