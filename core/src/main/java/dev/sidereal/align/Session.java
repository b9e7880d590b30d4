package dev.sidereal.align;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.Night;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The frames of a night and their places on one reference: the first of the two times that each frame is read.
 *
 * <p>Stars are found in all frames, several at a time; then {@link Placing} registers them. The result does not depend on threads.
 *
 * @param reference number of the frame in {@code frames} that the others are registered on
 * @param frames    in the order of the night, only those that could be used
 */
public record Session(int reference, List<Aligned> frames) {

    /* Kept of every frame for scales and reports. */
    private static final int STARS_KEPT = 300;
    private static final long SECONDS_TO_END = 10;

    /**
     * A frame and its place.
     *
     * @param position     of the candidate in its source
     * @param name         of the frame
     * @param stars        the brightest of it; of a frame that could not be read none
     * @param registration its place
     */
    public record Aligned(int position, String name, StarField stars, Registration registration) {}

    /** Hears that stars were looked for in so many of all frames; called by one thread at a time. */
    public interface Watcher {
        void looked(int done, int total);
    }

    public Session {
        frames = List.copyOf(frames);
    }

    /** How many frames have a place. */
    public int registered() {
        return (int) frames.stream()
                .filter(frame -> frame.registration() instanceof Registration.Registered)
                .count();
    }

    /** Places of the frames that have one. */
    public List<Transform> transforms() {
        return frames.stream()
                .flatMap(frame -> frame.registration() instanceof Registration.Registered registered
                        ? Stream.of(registered.transform())
                        : Stream.empty())
                .toList();
    }

    /**
     * Registers the usable frames of a night.
     *
     * @param curve    how codes stand for light
     * @param position of the reference in the source; empty: the best is chosen
     * @return empty if no frame has stars enough to be the reference
     * @throws IOException          if disk or network fail
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Optional<Session> of(
            FrameSource source, Night night, ToneCurve curve, Optional<Integer> position, int threads, Watcher watcher)
            throws IOException, InterruptedException {
        List<Night.Entry> entries =
                night.entries().stream().filter(entry -> entry.record().used()).toList();
        source.expect(entries.stream().map(Night.Entry::position).toList());
        List<Look> looks = new Looking(source, night.first(), entries, curve, watcher).with(threads);
        List<Optional<StarField>> fields = looks.stream().map(Look::field).toList();
        Optional<Integer> reference =
                position.isPresent() ? numberOf(position.get(), entries) : ReferenceChoice.of(fields);
        return reference
                .filter(number -> fields.get(number).isPresent())
                .map(number -> registered(number, entries, looks));
    }

    /**
     * Frames whose places are known; none is read.
     *
     * @param position of the reference in the source
     * @param places   of frames by their positions in the source; a frame without one is not registered
     */
    public static Session given(Night night, int position, Map<Integer, Registration> places) {
        List<Night.Entry> entries =
                night.entries().stream().filter(entry -> entry.record().used()).toList();
        Registration none = new Registration.Unregistered("transforms: expected its place, found none", 0);
        return new Session(
                numberOf(position, entries).orElse(0),
                entries.stream()
                        .map(entry -> new Aligned(
                                entry.position(),
                                entry.record().name(),
                                NOTHING,
                                places.getOrDefault(entry.position(), none)))
                        .toList());
    }

    private static Optional<Integer> numberOf(int position, List<Night.Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).position() == position) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Times of frames in seconds; their numbers where not all are known. */
    public static List<Double> times(List<Night.Entry> entries) {
        boolean areKnown =
                entries.stream().allMatch(entry -> entry.record().time().isPresent());
        return IntStream.range(0, entries.size())
                .mapToObj(i -> areKnown
                        ? entries.get(i).record().time().get().instant().toEpochMilli() / 1000.0
                        : (double) i)
                .toList();
    }

    private static Session registered(int reference, List<Night.Entry> entries, List<Look> looks) {
        List<Optional<Registration>> found =
                Placing.of(reference, looks.stream().map(Look::field).toList(), times(entries));
        List<Aligned> frames = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Night.Entry entry = entries.get(i);
            frames.add(new Aligned(
                    entry.position(),
                    entry.record().name(),
                    looks.get(i).field().orElse(NOTHING).brightest(STARS_KEPT),
                    found.get(i)
                            .orElse(new Registration.Unregistered(looks.get(i).failure(), 0))));
        }
        return new Session(reference, frames);
    }

    private static final StarField NOTHING =
            new StarField(0, 0, List.of(), Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private record Look(Optional<StarField> field, String failure) {}

    /** Reads every frame once, with several threads. */
    private static final class Looking {

        private final FrameSource source;
        private final FrameInfo kind;
        private final List<Night.Entry> entries;
        private final ToneCurve curve;
        private final Watcher watcher;
        private final AtomicInteger next = new AtomicInteger();
        private final List<Look> looks;
        private int done;

        Looking(FrameSource source, FrameInfo kind, List<Night.Entry> entries, ToneCurve curve, Watcher watcher) {
            this.source = source;
            this.kind = kind;
            this.entries = entries;
            this.curve = curve;
            this.watcher = watcher;
            looks = new ArrayList<>(Collections.nCopies(entries.size(), new Look(Optional.empty(), "")));
        }

        List<Look> with(int threads) throws IOException, InterruptedException {
            int workers = Math.max(1, Math.min(threads, entries.size()));
            ExecutorService pool = Executors.newFixedThreadPool(workers, task -> {
                Thread thread = new Thread(task, "sidereal-align");
                thread.setDaemon(true);
                return thread;
            });
            try {
                for (Future<Void> worker : pool.invokeAll(Collections.nCopies(workers, (Callable<Void>) this::look))) {
                    worker.get();
                }
                return List.copyOf(looks);
            } catch (ExecutionException e) {
                throw cause(e);
            } finally {
                pool.shutdownNow();
                pool.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS);
            }
        }

        private static IOException cause(ExecutionException e) throws InterruptedException {
            Throwable cause = e.getCause();
            if (cause instanceof IOException disk) {
                return disk;
            }
            if (cause instanceof InterruptedException) {
                throw new InterruptedException();
            }
            if (cause instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(cause);
        }

        private Void look() throws IOException, InterruptedException {
            Shape shape = new Shape(kind.shape().width(), kind.shape().height(), 1);
            try (FrameReader reader = source.open()) {
                Raster frame = reader.buffer(kind.shape(), kind.type());
                Raster light = Raster.allocate(shape, SampleType.FLOAT32);
                for (int i = next.getAndIncrement(); i < entries.size(); i = next.getAndIncrement()) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    try {
                        reader.read(entries.get(i).position(), frame);
                        Luminance.into(frame, curve, kind.coding().mosaic(), light);
                        seen(i, new Look(Optional.of(StarFinder.find(light)), ""));
                    } catch (UnreadableFrameException e) {
                        seen(i, new Look(Optional.empty(), String.valueOf(e.getMessage())));
                    }
                }
            }
            return null;
        }

        private synchronized void seen(int number, Look look) {
            looks.set(number, look);
            watcher.looked(++done, entries.size());
        }
    }
}
