package dev.sidereal.cli;

import dev.sidereal.frame.Night;
import dev.sidereal.run.Plan;
import dev.sidereal.run.RunEvent;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Talks to a program: one JSON object per line, the kind of event under {@code event}. */
final class JsonTalk implements Talk {

    private final PrintStream out;

    JsonTalk(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            planned(planned.night(), planned.plan());
        } else if (event instanceof RunEvent.FrameFolded folded) {
            print(new JsonObject()
                    .put("event", "frame")
                    .put("name", folded.name())
                    .put("done", folded.done())
                    .put("total", folded.total()));
        } else if (event instanceof RunEvent.FrameSkipped skipped) {
            print(new JsonObject()
                    .put("event", "skipped")
                    .put("name", skipped.name())
                    .put("reason", skipped.reason())
                    .put("done", skipped.done())
                    .put("total", skipped.total()));
        } else if (event instanceof RunEvent.LooksUnlike unlike) {
            unlike.frames()
                    .forEach(frame -> print(new JsonObject()
                            .put("event", "unlike")
                            .put("name", frame.name())
                            .put("reason", frame.skipped().orElse(""))));
            UnlikeWords.verdict(unlike).ifPresent(this::note);
        } else if (event instanceof RunEvent.ReadAgain again) {
            print(new JsonObject()
                    .put("event", "readAgain")
                    .put("done", again.done())
                    .put("total", again.total()));
        } else if (event instanceof RunEvent.NotKept failed) {
            print(new JsonObject().put("event", "notKept").put("reason", failed.reason()));
        } else if (event instanceof RunEvent.Finished finished) {
            print(new JsonObject()
                    .put("event", "finished")
                    .put("used", finished.report().used())
                    .put("skipped", finished.report().skipped().size())
                    .put("seconds", finished.report().elapsed().toMillis() / 1000.0));
        }
    }

    private void planned(Night night, Plan plan) {
        print(new JsonObject()
                .put("event", "planned")
                .put("frames", plan.frames())
                .put("width", night.shape().width())
                .put("height", night.shape().height())
                .put("channels", night.shape().channels())
                .put("type", night.type().toString())
                .put("order", night.order().name().toLowerCase(Locale.ROOT))
                .put("workers", plan.workers())
                .put("passes", plan.passes())
                .put("framesAtOnce", plan.framesAtOnce())
                .put("memoryBytes", plan.totalBytes())
                .put("planeBytes", plan.planeBytes())
                .put("bufferBytes", plan.bufferBytes())
                .put("readerBytes", plan.readerBytes())
                .put("tapBytes", plan.tapBytes())
                .put("programBytes", plan.programBytes()));
    }

    @Override
    public void looking(int files) {
        print(new JsonObject().put("event", "looking").put("files", files));
    }

    @Override
    public void wouldDo(Plan plan, List<Path> outputs) {
        outputs.forEach(
                output -> print(new JsonObject().put("event", "wouldWrite").put("file", output.toString())));
    }

    @Override
    public void wrote(Path file, String summary) {
        print(new JsonObject()
                .put("event", "wrote")
                .put("file", file.toString())
                .put("summary", summary));
    }

    @Override
    public void note(String text) {
        print(new JsonObject().put("event", "note").put("text", text));
    }

    private synchronized void print(JsonObject object) {
        out.println(object);
    }
}
