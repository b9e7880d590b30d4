package dev.sidereal.run;

import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** A night of noise that lives in memory; some of its frames fail when they are read. */
final class MemoryFrames implements FrameSource {

    private final List<Raster> frames;
    private final Set<Integer> damaged;
    private CountDownLatch lastMayBeRead = new CountDownLatch(0);

    MemoryFrames(Shape shape, SampleType type, int count, Integer... damaged) {
        this.damaged = Set.of(damaged);
        this.frames = IntStream.range(0, count)
                .mapToObj(i -> {
                    Random random = new Random(i);
                    Raster raster = Raster.allocate(shape, type);
                    for (int s = 0; s < shape.samples(); s++) {
                        raster.set(
                                s,
                                type == SampleType.FLOAT32
                                        ? random.nextGaussian()
                                        : random.nextInt(type == SampleType.UINT8 ? 256 : 65536));
                    }
                    return raster;
                })
                .toList();
    }

    /** Lets nobody read the last frame before something has happened. */
    void keepLastUntil(CountDownLatch happened) {
        lastMayBeRead = happened;
    }

    Raster frame(int position) {
        return frames.get(position);
    }

    private void await() throws IOException {
        try {
            lastMayBeRead.await();
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException().initCause(e);
        }
    }

    @Override
    public List<Candidate> candidates() {
        return IntStream.range(0, frames.size())
                .<Candidate>mapToObj(i -> new Candidate.Recognised(new FrameInfo(
                        "frame" + i,
                        frames.get(i).shape(),
                        frames.get(i).type(),
                        Optional.empty(),
                        Optional.empty(),
                        Camera.UNKNOWN,
                        Coding.UNSAID)))
                .toList();
    }

    @Override
    public long readerBytes() {
        return 1000;
    }

    @Override
    public FrameReader open() {
        return new FrameReader() {
            @Override
            public void read(int position, Raster into) throws IOException {
                if (position == frames.size() - 1) {
                    await();
                }
                if (damaged.contains(position)) {
                    /* What a decoder leaves behind when it fails halfway. */
                    into.set(0, into.type() == SampleType.UINT8 ? 255 : 65535);
                    throw new UnreadableFrameException("damaged");
                }
                into.bytes().put(frames.get(position).bytes());
            }

            @Override
            public void close() {}
        };
    }
}
