package dev.sidereal.run;

import dev.sidereal.fold.Fold;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Samples;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
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
    record Decoded(int number, Raster raster, Optional<FrameRecord.Content> content) {}

    private final Stack stack;
    private final Rows band;
    private final List<Object> locks;
    private final ReadWriteLock whole = new ReentrantReadWriteLock(true);

    /** For those strips of the stack that are folded now. */
    SharedStack(Stack stack, Rows band) {
        this.stack = stack;
        this.band = band;
        this.locks = Stream.generate(Object::new).limit(stack.strips().count()).toList();
    }

    /** A raster that holds a frame, in the memory that a reader fills fastest. */
    Raster newBuffer(FrameReader reader) {
        return reader.buffer(stack.first().shape(), stack.type());
    }

    /** Blocks that hold any strip of as many frames as are folded at once. */
    List<Samples> newScratch(int framesAtOnce) {
        return Stream.generate(
                        () -> Samples.allocate(stack.type(), stack.strips().mostSamples()))
                .limit(framesAtOnce)
                .toList();
    }

    /** Keeps the stack while no frame is being folded; {@code frames} gives the list as it then stands. */
    void save(Supplier<List<FrameRecord>> frames, Checkpoints checkpoints) throws IOException {
        whole.writeLock().lock();
        try {
            stack.frames(frames.get());
            checkpoints.save(stack);
        } finally {
            whole.writeLock().unlock();
        }
    }

    /** Folds frames and has them written down as folded, both or neither as {@link #save} sees it. */
    void add(List<Decoded> batch, List<Samples> scratch, Runnable writtenDown) {
        whole.readLock().lock();
        try {
            add(batch, scratch);
            writtenDown.run();
        } finally {
            whole.readLock().unlock();
        }
    }

    /* Folds whole frames from the last strip to the first: the rows that were decoded last are still in a cache. */
    private void add(List<Decoded> batch, List<Samples> scratch) {
        List<Rows> strips = stack.strips().rows();
        List<Fold.Strip> frames = IntStream.range(0, batch.size())
                .mapToObj(i -> new Fold.Strip(scratch.get(i), batch.get(i).number()))
                .toList();
        for (int strip = band.end() - 1; strip >= band.first() && !batch.isEmpty(); strip--) {
            for (int i = 0; i < batch.size(); i++) {
                scratch.get(i).load(batch.get(i).raster(), strips.get(strip));
            }
            synchronized (locks.get(strip)) {
                stack.add(strip, frames);
            }
        }
    }
}
