package dev.sidereal.cli;

import dev.sidereal.frame.FrameOrder;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Report;
import dev.sidereal.run.RunEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Talks to a person: a bar that is drawn over on a terminal, a line now and then elsewhere. */
final class PlainTalk implements Talk {

    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 2_000_000_000L;
    private static final int BAR_WIDTH = 30;

    private final Terminal terminal;
    private long begin = System.nanoTime();
    private long lastSaid = begin;
    private int folded;
    private long planned;
    private String counted = " frames, ";

    PlainTalk(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Planned plan) {
            planned(plan);
        } else if (event instanceof RunEvent.FrameSkipped skipped) {
            terminal.say("left out " + skipped.name() + ": " + skipped.reason());
            progress(skipped.done(), skipped.total());
        } else if (event instanceof RunEvent.FrameFolded frame) {
            folded++;
            progress(frame.done(), frame.total());
        } else if (event instanceof RunEvent.Looked looked) {
            now("looked at " + looked.done() + "/" + looked.total() + " frames", false);
        } else if (event instanceof RunEvent.ReadAgain again) {
            now(
                    "read again for the median: " + again.done() + "/" + again.total() + " readings",
                    again.done() == again.total());
        } else if (event instanceof RunEvent.LooksUnlike unlike) {
            UnlikeWords.of(unlike).forEach(terminal::say);
        } else if (event instanceof RunEvent.NotKept failed) {
            terminal.say("no checkpoint was written: " + failed.reason() + "; the run goes on");
        } else if (event instanceof RunEvent.Finished finished) {
            finished(finished.report());
        }
    }

    private void planned(RunEvent.Planned event) {
        Plan plan = event.plan();
        begin = System.nanoTime();
        lastSaid = begin;
        planned = plan.totalBytes();
        counted = plan.passes() == 1 ? " frames, " : " readings, ";
        terminal.say(Quantities.count(plan.frames(), "frame") + " of "
                + event.night().first().kind() + ", in order of "
                + (event.night().order() == FrameOrder.TIME ? "time" : "name") + "; "
                + Quantities.count(plan.workers(), "worker") + ", " + Quantities.megabytes(planned) + " of memory");
        if (plan.passes() > 1) {
            terminal.say("the planes do not fit the memory: rows are folded in " + plan.passes()
                    + " bands, for each of which every frame is read; no checkpoint is kept");
        }
    }

    private void now(String words, boolean last) {
        long now = System.nanoTime();
        if (last || now - lastSaid >= (terminal.interactive() ? BAR_NANOS : LINE_NANOS)) {
            lastSaid = now;
            if (terminal.interactive()) {
                terminal.draw(words);
            } else {
                terminal.say(words);
            }
        }
    }

    /* The last line counts all frames, whenever the one before it was said. */
    private void progress(int done, int total) {
        long now = System.nanoTime();
        if (done < total && now - lastSaid < (terminal.interactive() ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        lastSaid = now;
        double seconds = Math.max(1e-3, (now - begin) / 1e9);
        double rate = folded / seconds;
        String words = done + "/" + total + counted + String.format(Locale.ROOT, "%.1f", rate) + "/s, "
                + timeLeft(total - done, rate)
                + Quantities.megabytes(ResidentMemory.now().orElse(planned));
        if (terminal.interactive()) {
            /* Words first: a narrow terminal cuts the bar, which then still looks like one. */
            int filled = (int) ((long) BAR_WIDTH * done / total);
            terminal.draw(String.format(
                    Locale.ROOT, "%-45s [%s%s]", words, "=".repeat(filled), " ".repeat(BAR_WIDTH - filled)));
        } else {
            terminal.say(words);
        }
    }

    private String timeLeft(int frames, double rate) {
        return frames == 0 || folded == 0
                ? ""
                : Quantities.time(Duration.ofMillis((long) (frames / rate * 1000))) + " left, ";
    }

    private void finished(Report report) {
        int skipped = report.skipped().size();
        terminal.say(Quantities.count(report.used(), "frame") + " in " + Quantities.time(report.elapsed())
                + (skipped == 0 ? "" : "; " + skipped + " left out, named above"));
    }

    @Override
    public synchronized void looking(int files) {
        terminal.say("reading the headers of " + Quantities.count(files, "file"));
    }

    @Override
    public synchronized void wouldDo(Plan plan, List<Path> outputs) {
        terminal.say("memory:");
        part(
                plan.planeBytes(),
                "planes",
                plan.passes() == 1
                        ? "the stack itself"
                        : "one of " + plan.passes() + " bands of the stack; all wait on disk");
        part(
                plan.bufferBytes(),
                "buffers",
                "decoded frames: " + Quantities.count(plan.workers(), "worker") + " with "
                        + Quantities.count(plan.framesAtOnce(), "frame")
                        + (plan.workers() == 1 ? "" : " each"));
        part(plan.readerBytes(), "readers", "what decoders need besides");
        if (plan.tapBytes() > 0) {
            part(
                    plan.tapBytes(),
                    "others",
                    "what is made besides: joined and clean pictures, videos and their encoder");
        }
        part(plan.programBytes(), "program", "Java and its libraries");
        part(plan.totalBytes(), "total", "however many frames there are");
        outputs.forEach(output -> terminal.say("would write " + output));
    }

    private void part(long bytes, String name, String meaning) {
        terminal.say(String.format(Locale.ROOT, "  %-8s%9s  %s", name, Quantities.megabytes(bytes), meaning));
    }

    @Override
    public synchronized void wrote(Path file, String summary) {
        terminal.say(file + ": " + summary);
    }

    @Override
    public synchronized void note(String text) {
        terminal.say(text);
    }
}
