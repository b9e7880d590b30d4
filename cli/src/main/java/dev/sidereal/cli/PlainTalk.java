package dev.sidereal.cli;

import dev.sidereal.frame.FrameOrder;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Report;
import dev.sidereal.run.RunEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Talks to a person: a bar that is drawn over on a terminal, a line now and then elsewhere. */
final class PlainTalk implements Talk {

    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 2_000_000_000L;
    private static final int BAR_WIDTH = 30;

    private final PrintStream err;
    private final boolean interactive;
    private long begin = System.nanoTime();
    private long lastDrawn;
    private boolean onBar;
    private long memory;

    PlainTalk(Terminal terminal) {
        this.err = terminal.err();
        this.interactive = terminal.interactive();
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            planned(planned);
        } else if (event instanceof RunEvent.FrameSkipped skipped) {
            line("left out " + skipped.name() + ": " + skipped.reason());
        } else if (event instanceof RunEvent.FrameFolded folded) {
            progress(folded.done(), folded.total());
        } else if (event instanceof RunEvent.Finished finished) {
            finished(finished.report());
        }
    }

    private void planned(RunEvent.Planned planned) {
        Plan plan = planned.plan();
        begin = System.nanoTime();
        lastDrawn = begin;
        memory = plan.totalBytes();
        line(plan.frames() + " frames of " + planned.night().first().kind() + ", in order of "
                + (planned.night().order() == FrameOrder.TIME ? "time" : "name") + "; " + plan.workers()
                + (plan.workers() == 1 ? " worker, " : " workers, ") + Quantities.megabytes(memory) + " of memory");
    }

    private void progress(int done, int total) {
        long now = System.nanoTime();
        if (done < total && now - lastDrawn < (interactive ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        lastDrawn = now;
        double seconds = Math.max(1e-3, (now - begin) / 1e9);
        double rate = done / seconds;
        String words = done + "/" + total + " frames, " + String.format(Locale.ROOT, "%.1f", rate) + "/s, "
                + (done < total
                        ? Quantities.time(Duration.ofMillis((long) ((total - done) / rate * 1000))) + " left"
                        : Quantities.time(Duration.ofMillis((long) (seconds * 1000))))
                + ", " + Quantities.megabytes(memory);
        if (interactive) {
            int filled = (int) ((long) BAR_WIDTH * done / total);
            err.print("\r[" + "=".repeat(filled) + " ".repeat(BAR_WIDTH - filled) + "] " + words + "\u001b[K");
            err.flush();
            onBar = true;
        } else {
            err.println(words);
        }
    }

    private void finished(Report report) {
        int skipped = report.skipped().size();
        line(report.used() + (report.used() == 1 ? " frame" : " frames") + " in " + Quantities.time(report.elapsed())
                + (skipped == 0 ? "" : "; " + skipped + " left out, named above"));
    }

    @Override
    public synchronized void looking(int files) {
        line("reading the headers of " + files + (files == 1 ? " file" : " files"));
    }

    @Override
    public synchronized void wrote(Path file, String summary) {
        line(file + ": " + summary);
    }

    @Override
    public synchronized void note(String text) {
        line(text);
    }

    /* A line of its own, below the bar if there is one. */
    private void line(String text) {
        if (onBar) {
            err.println();
            onBar = false;
        }
        err.println(text);
    }
}
