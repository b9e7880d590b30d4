package dev.sidereal.spark;

import dev.sidereal.run.Progress;
import dev.sidereal.run.RunEvent;

/** Passes events on; numbers of lights looked at only when they rise: executors tell them first, the engine when all have come. */
final class Rising implements Progress {

    private final Progress progress;
    private int most;

    Rising(Progress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void on(RunEvent event) {
        if (event instanceof RunEvent.Looked looked) {
            if (looked.done() <= most) {
                return;
            }
            most = looked.done();
        }
        progress.on(event);
    }
}
