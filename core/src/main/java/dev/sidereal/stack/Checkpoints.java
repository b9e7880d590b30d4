package dev.sidereal.stack;

import java.io.IOException;
import java.time.Duration;

/** Where the state of a long run is kept now and then, so that it can go on after a crash. */
public interface Checkpoints {

    /** Never. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public Duration interval() {
            return Duration.ofNanos(Long.MAX_VALUE / 2);
        }

        @Override
        public void save(Stack stack) {}
    };

    /** Time from one to the next, above 0. */
    Duration interval();

    /**
     * Keeps the state as it is. No frame is folded meanwhile; in the list of frames those to be read are pending.
     *
     * @throws IOException if disk or network fail; the run goes on without
     */
    void save(Stack stack) throws IOException;
}
