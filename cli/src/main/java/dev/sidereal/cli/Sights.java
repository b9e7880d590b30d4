package dev.sidereal.cli;

import dev.sidereal.formats.FrameFiles;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameGlance;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.SkyReading;
import dev.sidereal.frame.TileShifts;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Looks at frames with several threads and hands on what was seen in the order asked for. Memory does not grow with the
 * number of frames: a few more than there are threads are in work at a time.
 */
final class Sights {

    /** What was seen of a frame, or why nothing was. */
    sealed interface Sight {

        /** A frame that could be read; {@code copy} is for comparing it with the next one. */
        record Seen(FrameInfo info, SkyReading sky, FrameGlance glance, Optional<TileShifts.Copy> copy)
                implements Sight {}

        /** A frame of which only the header was read. */
        record Header(FrameInfo info) implements Sight {}

        /** A file that is no frame. */
        record Refused(String reason) implements Sight {}
    }

    /** Takes what was seen, frame by frame. */
    @FunctionalInterface
    interface Taker {
        /** Returns whether more is wanted. */
        boolean take(int position, Sight sight) throws IOException, InterruptedException;
    }

    private final FrameFiles files;
    private final int threads;
    private final Deque<Eye> idle = new ArrayDeque<>();

    Sights(FrameFiles files, int threads) {
        this.files = files;
        this.threads = threads;
    }

    /** Looks at the frames at these positions. */
    void look(List<Integer> positions, Taker taker) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Eye> eyes = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            eyes.add(new Eye(files.open()));
        }
        idle.addAll(eyes);
        Deque<Future<Sight>> ahead = new ArrayDeque<>();
        try {
            int next = 0;
            for (int position : positions) {
                for (; next < positions.size() && ahead.size() < 2 * threads; next++) {
                    int coming = positions.get(next);
                    ahead.add(pool.submit(() -> see(coming)));
                }
                if (!taker.take(position, ahead.remove().get())) {
                    return;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException interrupted) {
                throw interrupted;
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(10, TimeUnit.SECONDS);
            eyes.forEach(eye -> eye.reader.close());
        }
    }

    private Sight see(int position) throws IOException, InterruptedException {
        Candidate candidate = files.candidates().get(position);
        if (candidate instanceof Candidate.Unreadable unreadable) {
            return new Sight.Refused(unreadable.reason());
        }
        FrameInfo info = ((Candidate.Recognised) candidate).info();
        Eye eye = take();
        try {
            Raster pixels = eye.roomFor(info);
            eye.reader.read(position, pixels);
            return new Sight.Seen(
                    info, SkyReading.of(pixels), FrameGlance.of(pixels), Optional.of(new TileShifts.Copy(pixels)));
        } catch (UnreadableFrameException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(); // the file is not to blame
            }
            return new Sight.Refused(String.valueOf(e.getMessage()));
        } finally {
            give(eye);
        }
    }

    private synchronized Eye take() {
        return idle.remove();
    }

    private synchronized void give(Eye eye) {
        idle.add(eye);
    }

    /** A reader and the raster it fills: the frames of a night are alike, one raster serves them all. */
    private static final class Eye {

        private final FrameReader reader;
        private Optional<Raster> room = Optional.empty();

        Eye(FrameReader reader) {
            this.reader = reader;
        }

        Raster roomFor(FrameInfo info) {
            Raster fitting = room.filter(raster -> raster.shape().equals(info.shape()) && raster.type() == info.type())
                    .orElseGet(() -> Raster.allocate(info.shape(), info.type()));
            room = Optional.of(fitting);
            return fitting;
        }
    }
}
