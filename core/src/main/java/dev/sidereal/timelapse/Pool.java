package dev.sidereal.timelapse;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that one thread at a time works with and that are kept for the next: as many as there are threads at work, not one for
 * each piece of work, which the heap would grow for.
 */
final class Pool<T> {

    private final ConcurrentLinkedQueue<T> free = new ConcurrentLinkedQueue<>();
    private final Supplier<T> make;

    Pool(Supplier<T> make) {
        this.make = make;
    }

    /** Does some work with one of them. */
    void with(Consumer<T> work) {
        T polled = free.poll();
        T one = polled == null ? make.get() : polled;
        work.accept(one);
        free.add(one);
    }
}
