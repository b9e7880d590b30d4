package dev.sidereal.run;

import dev.sidereal.fold.MedianSearch;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.mosaic.Mosaics;
import dev.sidereal.stack.Stack;
import dev.sidereal.stack.Strips;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The median of the light of a night's used frames, exactly, by reading them again after they were folded.
 *
 * <p>{@link MedianSearch} needs two readings of frames of 8 bits and four of 16; where a picture's rows do not fit into
 * {@link #bytes}, so many for each band of rows. The same bits for any number of threads and bands.
 */
public final class MedianLight {

    private static final long MOST_BYTES = 1L << 30;

    private final Stack stack;
    private final Night night;
    private final FrameSource source;
    private final int workers;
    private final Progress progress;
    private final List<Integer> used;
    private int done;

    private MedianLight(Stack stack, Night night, FrameSource source, int workers, Progress progress) {
        this.stack = stack;
        this.night = night;
        this.source = source;
        this.workers = workers;
        this.progress = progress;
        List<FrameRecord> records = stack.frames();
        this.used = IntStream.range(0, records.size())
                .filter(row -> records.get(row).used())
                .boxed()
                .toList();
    }

    /**
     * Whether frames of a night have a median that can be found.
     *
     * @throws OptionException if they are too many, or have no codes
     */
    public static void require(Night night) {
        long frames = night.entries().stream().filter(e -> e.record().used()).count();
        if (night.type() == SampleType.FLOAT32) {
            throw new OptionException(
                    "--ground median: expected frames of 8 or 16 bits, found numbers in float; give mean");
        }
        if (frames > MedianSearch.MOST_FRAMES) {
            throw new OptionException("--ground median: expected at most " + MedianSearch.MOST_FRAMES
                    + " frames, found " + frames + "; give mean");
        }
    }

    /** Memory that is taken: that of all rows, or a gigabyte if that is less. */
    public static long bytes(Shape shape, SampleType type) {
        long strip = (long) Strips.of(shape, type).mostSamples() * MedianSearch.SAMPLE_BYTES;
        return Math.max(strip, Math.min(MOST_BYTES, shape.samples() * MedianSearch.SAMPLE_BYTES));
    }

    /**
     * Reads the frames that a stack holds.
     *
     * @param stack   of the night alone
     * @param rows    that are wanted; the light of others is 0
     * @param workers threads
     * @return float, 1 being full scale; of mosaics a picture in colour
     * @throws IOException if a frame can no longer be read
     */
    public static Raster of(Stack stack, Night night, FrameSource source, Rows rows, int workers, Progress progress)
            throws IOException, InterruptedException {
        long samples = bytes(night.shape(), night.type()) / MedianSearch.SAMPLE_BYTES;
        List<Rows> bands = rows.split((int) Math.max(1, samples / night.shape().rowSamples()));
        Raster light = of(stack, night, source, bands, workers, progress);
        return night.first()
                .coding()
                .mosaic()
                .map(mosaic -> Mosaics.develop(light, night.type().most(), mosaic))
                .orElse(light);
    }

    /** The light of single samples of the rows of some bands. */
    static Raster of(Stack stack, Night night, FrameSource source, List<Rows> bands, int workers, Progress progress)
            throws IOException, InterruptedException {
        return new MedianLight(stack, night, source, workers, progress).light(bands);
    }

    private Raster light(List<Rows> bands) throws IOException, InterruptedException {
        Raster light = Raster.allocate(night.shape(), SampleType.FLOAT32);
        double[] lights = MedianSearch.lights(night.type(), stack.curve());
        int readings = bands.size() * MedianSearch.readings(night.type());
        for (Rows band : bands) {
            int samples = band.count() * night.shape().rowSamples();
            MedianSearch search = new MedianSearch(band, samples, night.type(), used.size());
            for (int reading = 0; reading < MedianSearch.readings(night.type()); reading++) {
                read(search, readings);
                search.next();
            }
            search.write(light, lights);
        }
        return light;
    }

    private void read(MedianSearch search, int readings) throws IOException, InterruptedException {
        source.expect(used.stream().map(this::position).toList());
        List<Rows> strips = search.rows()
                .split(Strips.of(night.shape(), night.type()).rows().get(0).count());
        List<Object> locks = Stream.generate(Object::new).limit(strips.size()).toList();
        AtomicInteger next = new AtomicInteger();
        Crew.work(workers, "sidereal-median", () -> {
            read(search, strips, locks, next, () -> tell(readings));
            return null;
        });
    }

    private synchronized void tell(int readings) {
        progress.on(new RunEvent.ReadAgain(++done, used.size() * readings));
    }

    private void read(MedianSearch search, List<Rows> strips, List<Object> locks, AtomicInteger next, Runnable seen)
            throws IOException, InterruptedException {
        try (FrameReader reader = source.open()) {
            Raster frame = reader.buffer(night.shape(), night.type());
            for (int i = next.getAndIncrement(); i < used.size(); i = next.getAndIncrement()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                try {
                    reader.read(position(used.get(i)), frame);
                } catch (UnreadableFrameException e) {
                    throw new IOException(stack.frames().get(used.get(i)).name()
                            + ": expected the frame as it was read before, found " + e.getMessage()
                            + "; for a median frames are read more than once, leave them as they are meanwhile");
                }
                for (int s = 0; s < strips.size(); s++) {
                    int strip = (s + i) % strips.size(); // threads begin at different strips
                    synchronized (locks.get(strip)) {
                        search.see(frame, strips.get(strip));
                    }
                }
                seen.run();
            }
        }
    }

    private int position(int row) {
        return night.entries().get(row).position();
    }
}
