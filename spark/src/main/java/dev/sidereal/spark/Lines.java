package dev.sidereal.spark;

import dev.sidereal.frame.FrameRecord;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;
import java.io.PrintStream;
import java.util.Locale;

/** Says what happens in plain lines; when quiet, only which frames are left out. */
final class Lines implements Progress {

    private static final long NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final boolean quiet;
    private long lastSaid = System.nanoTime();

    Lines(PrintStream out, boolean quiet) {
        this.out = out;
        this.quiet = quiet;
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            Plan plan = planned.plan();
            say(plan.frames() + " frames of " + planned.night().first().kind() + "; each task takes "
                    + (plan.totalBytes() - plan.programBytes()) / 1_000_000 + " MB"
                    + (plan.passes() == 1
                            ? ""
                            : " and reads its frames " + plan.passes() + " times, since planes do not fit"));
        } else if (event instanceof RunEvent.FrameSkipped skipped) {
            out.println("left out " + skipped.name() + ": " + skipped.reason());
        } else if (event instanceof RunEvent.FrameFolded frame) {
            count(frame.done(), frame.total(), " frames");
        } else if (event instanceof RunEvent.Looked look) {
            count(look.done(), look.total(), " looked at");
        } else if (event instanceof RunEvent.LooksUnlike unlike) {
            for (FrameRecord frame : unlike.frames()) {
                say("unlike the night, used all the same: " + frame.name() + ": "
                        + frame.skipped().orElse(""));
            }
        } else if (event instanceof RunEvent.Finished finished) {
            say(String.format(
                    Locale.ROOT,
                    "%d frames, %d left out, %.1f s",
                    finished.report().used(),
                    finished.report().skipped().size(),
                    finished.report().elapsed().toMillis() / 1e3));
        }
    }

    private void count(int done, int total, String what) {
        long now = System.nanoTime();
        if (done == total || now - lastSaid >= NANOS) {
            lastSaid = now;
            say(done + "/" + total + what);
        }
    }

    /** Something a person should know. */
    synchronized void say(String text) {
        if (!quiet) {
            out.println(text);
        }
    }

    /** What went wrong with one night of several. */
    synchronized void warn(String text) {
        out.println(text);
    }
}
