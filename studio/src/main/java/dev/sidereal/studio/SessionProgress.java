package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.run.RunEvent;
import java.util.Locale;
import java.util.Map;

/** How far a deep-sky session is, by what its engine says. Safe for use by many threads. */
final class SessionProgress {

    private static final long PREVIEW_NANOS = 1_000_000_000L;

    /** What is being done. */
    private enum Step {
        MASTERS,
        LOOKING,
        JOINING
    }

    private final Changes changes;
    private final Pace pace;
    private Step step = Step.MASTERS;
    private int passes = 1;
    private long bytes;
    private int preview;
    private long lastPreview;

    /** Of so many lights. */
    SessionProgress(int lights, Changes changes) {
        this.pace = new Pace(lights);
        this.changes = changes;
    }

    /** Work begins, with masters to be made or without. */
    synchronized void begin(boolean masters) {
        step = masters ? Step.MASTERS : Step.LOOKING;
        preview = 0;
        pace.begin(0);
    }

    /** Work ends. */
    synchronized void end() {
        pace.end();
    }

    /** Memory that the session takes, once it is planned. */
    synchronized long bytes() {
        return bytes;
    }

    /** Something happened while a master was made. */
    void hear(Master.Kind kind, RunEvent event) {
        if (event instanceof RunEvent.FrameSkipped skipped) {
            left(kind + ": " + skipped.name(), skipped.reason());
        } else if (event instanceof RunEvent.FrameFolded folded) {
            reached(Step.MASTERS, folded.done(), folded.total());
        }
    }

    /** Something happened to the lights. */
    void hear(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            synchronized (this) {
                passes = planned.plan().passes();
                bytes = planned.plan().totalBytes();
                enter(Step.LOOKING, planned.plan().frames());
            }
        } else if (event instanceof RunEvent.Looked looked) {
            looked(looked.done(), looked.total());
        } else if (event instanceof RunEvent.FrameFolded folded) {
            reached(Step.JOINING, folded.done(), folded.total());
        } else if (event instanceof RunEvent.FrameSkipped left) {
            left(left.name(), left.reason());
            looked(left.done(), left.total());
        }
    }

    /* The last light that was looked at is where laying begins: their places are found in no time. */
    private void looked(int done, int total) {
        synchronized (this) {
            if (step != Step.LOOKING) {
                return;
            }
            if (done == total) {
                enter(Step.JOINING, total);
            }
        }
        if (done < total) {
            reached(Step.LOOKING, done, total);
        }
        changes.tell();
    }

    private synchronized void enter(Step next, int total) {
        step = next;
        pace.again(0);
        pace.at(0, total);
    }

    private void left(String name, String reason) {
        synchronized (this) {
            pace.skip(name, reason);
        }
        changes.tell();
    }

    private void reached(Step at, int done, int total) {
        synchronized (this) {
            if (at != step) {
                enter(at, total);
            }
            pace.at(done, total);
            long now = System.nanoTime();
            if (step == Step.JOINING && (preview == 0 || now - lastPreview > PREVIEW_NANOS)) {
                lastPreview = now;
                preview++;
            }
        }
        changes.tell();
    }

    /** Adds what the page needs to know. */
    synchronized void describe(Map<String, Object> answer) {
        answer.put("step", step.name().toLowerCase(Locale.ROOT));
        pace.describe(answer, step == Step.LOOKING ? (long) passes * pace.total() : 0);
        answer.put("preview", preview);
        answer.put("memory", bytes);
        answer.put("inBands", passes > 1);
    }
}
