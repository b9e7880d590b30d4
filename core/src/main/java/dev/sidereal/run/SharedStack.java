package dev.sidereal.run;

import dev.sidereal.fold.Fold;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Samples;
import dev.sidereal.stack.Stack;
import java.util.List;
import java.util.stream.IntStream;
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

    /** Blocks that hold any strip of as many frames as are folded at once. */
    List<Samples> newScratch(int framesAtOnce) {
        return Stream.generate(
                        () -> Samples.allocate(stack.type(), stack.strips().mostSamples()))
                .limit(framesAtOnce)
                .toList();
    }

    /** Folds whole frames from the last strip to the first: the rows that were decoded last are still in a cache. */
    void add(List<Decoded> batch, List<Samples> scratch) {
        List<Rows> strips = stack.strips().rows();
        List<Fold.Strip> frames = IntStream.range(0, batch.size())
                .mapToObj(i -> new Fold.Strip(scratch.get(i), batch.get(i).number()))
                .toList();
        for (int strip = strips.size() - 1; strip >= 0 && !batch.isEmpty(); strip--) {
            for (int i = 0; i < batch.size(); i++) {
                scratch.get(i).load(batch.get(i).raster(), strips.get(strip));
            }
            synchronized (locks.get(strip)) {
                stack.add(strip, frames);
            }
        }
    }
}
