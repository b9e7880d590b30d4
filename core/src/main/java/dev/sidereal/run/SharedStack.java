package dev.sidereal.run;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Samples;
import dev.sidereal.stack.Stack;
import java.util.List;
import java.util.stream.Stream;

/**
 * One stack that all workers fold into, a lock for each strip: memory stays the same with any number of workers.
 *
 * <p>A strip of the planes is brought into the cache once for all frames of a batch, which is why workers decode more
 * than one frame before they fold.
 */
final class SharedStack {

    /** A frame with its pixels, until it is folded. */
    record Decoded(int number, Raster raster) {}

    private final Stack stack;
    private final List<Object> locks;

    SharedStack(Stack stack) {
        this.stack = stack;
        this.locks = Stream.generate(Object::new).limit(stack.strips().count()).toList();
    }

    /** A block that holds any strip of a frame. */
    Samples newScratch() {
        return Samples.allocate(stack.type(), stack.strips().mostSamples());
    }

    /** Folds whole frames from the last strip to the first: the rows that were decoded last are still in a cache. */
    void add(List<Decoded> batch, Samples scratch) {
        List<Rows> strips = stack.strips().rows();
        for (int strip = strips.size() - 1; strip >= 0; strip--) {
            synchronized (locks.get(strip)) {
                for (Decoded frame : batch) {
                    scratch.load(frame.raster(), strips.get(strip));
                    stack.add(strip, scratch, frame.number());
                }
            }
        }
    }
}
