package dev.sidereal.recipe;

import dev.sidereal.frame.OptionException;
import java.util.Optional;

/**
 * What a run may take of the machine; it changes how the work is done, never the result.
 *
 * @param threads number of workers at most, 1 or more
 * @param memory  bytes that the whole program may take; empty: no limit
 */
public record Budget(int threads, Optional<Long> memory) {

    public Budget {
        if (threads < 1) {
            throw new OptionException("threads: expected 1 or more, found " + threads);
        }
        if (memory.isPresent() && memory.get() < 1) {
            throw new OptionException("memory: expected 1 byte or more, found " + memory.get());
        }
    }

    /** All processors, no limit of memory. */
    public static Budget ofThisMachine() {
        return new Budget(Runtime.getRuntime().availableProcessors(), Optional.empty());
    }
}
