package dev.sidereal.timelapse;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Tap;
import dev.sidereal.image.Raster;
import dev.sidereal.image.ToneCurve;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Makes the pictures of a timelapse of the frames that it sees, in order, and passes each on at once: one for every frame.
 *
 * <p>Trails grow by the frames' own codes in their own size, so the last picture is that of the star trails; a limited tail is kept in
 * the size of the video. Equal frames give equal pictures, whatever the number of threads. Memory does not depend on the number
 * of frames, but on the length of a tail.
 */
public final class Reel implements Tap {

    private final Timelapse timelapse;
    private final FrameInfo first;
    private final ToneCurve curve;
    private final Canvas canvas;
    private final Optional<Recency> recency;
    private final List<PictureSink> sinks;
    private Optional<Work> work = Optional.empty();
    private int pictures;

    /**
     * For the frames of a night.
     *
     * @param night the list of frames, by whose rows frames are numbered
     * @param curve how their codes stand for light
     * @param sinks take the pictures
     * @throws OptionException if a tail is a time and a frame has none
     */
    public Reel(
            Timelapse timelapse, FrameInfo first, List<FrameRecord> night, ToneCurve curve, List<PictureSink> sinks) {
        this.timelapse = timelapse;
        this.first = first;
        this.curve = curve;
        this.canvas = Canvas.of(first.shape(), timelapse);
        this.sinks = List.copyOf(sinks);
        long frames = night.stream().filter(FrameRecord::used).count();
        /* A tail that is never cut off is no tail. */
        this.recency = timelapse.show() instanceof Show.Trailing trailing
                ? Optional.of(Recency.of(trailing.tail(), night)).filter(tail -> tail.most() < frames)
                : Optional.empty();
    }

    @Override
    public boolean inOrder() {
        return true;
    }

    @Override
    public long bytes() {
        int channels = first.coding().mosaic().isPresent() ? 3 : first.shape().channels();
        boolean grows = !(timelapse.show() instanceof Show.Frames) && recency.isEmpty();
        return Screen.bytes(first, canvas)
                + Yuv420.bytes(canvas.width(), canvas.height())
                + (grows ? Raster.bytes(first.shape(), first.type()) : 0)
                + recency.map(tail -> RecentMaximum.bytes(canvas.shape(channels), tail.most()))
                        .orElse(0L)
                + sinks.stream().mapToLong(PictureSink::bytes).sum();
    }

    @Override
    public void see(int number, Raster frame) throws IOException, InterruptedException {
        Work now = work.orElseGet(Work::new);
        work = Optional.of(now);
        show(now.pixels.of(now.picture(number, frame)));
    }

    /** Shows the last picture for as long as it is to be held. */
    public void end() throws IOException, InterruptedException {
        if (work.isPresent()) {
            for (int i = 0; i < timelapse.held(); i++) {
                show(work.get().pixels.last());
            }
        }
    }

    /** Pictures so far, held ones included. */
    public int pictures() {
        return pictures;
    }

    private void show(ByteBuffer picture) throws IOException, InterruptedException {
        for (PictureSink sink : sinks) {
            sink.take(picture.duplicate());
        }
        pictures++;
    }

    /* The rasters, which nobody needs who only asks what they would take. */
    private final class Work {

        private final Screen screen = new Screen(first, curve, canvas);
        private final Yuv420 pixels = new Yuv420(canvas.width(), canvas.height());
        private final Lighten lighten = new Lighten(first.shape(), first.type());
        private final Deflicker deflicker = new Deflicker();
        private final Optional<RecentMaximum> recent =
                recency.map(tail -> new RecentMaximum(canvas.shape(screen.channels())));
        private final Deque<Integer> inTail = new ArrayDeque<>();
        private Optional<Raster> greatest = Optional.empty();

        Raster picture(int number, Raster frame) {
            if (timelapse.show() instanceof Show.Frames frames) {
                return frames.deflicker() ? screen.show(frame, deflicker) : screen.show(frame);
            }
            return recent.map(tail -> trailing(tail, number, frame)).orElseGet(() -> growing(frame));
        }

        private Raster growing(Raster frame) {
            if (greatest.isPresent()) {
                lighten.add(greatest.get(), frame);
            } else {
                greatest = Optional.of(Raster.allocate(frame.shape(), frame.type()));
                Lighten.copy(greatest.get(), frame);
            }
            return screen.show(greatest.get());
        }

        private Raster trailing(RecentMaximum tail, int number, Raster frame) {
            Recency limit = recency.orElseThrow();
            while (!inTail.isEmpty() && limit.isOver(inTail.getFirst(), number, inTail.size())) {
                inTail.removeFirst();
                tail.remove();
            }
            inTail.addLast(number);
            tail.add(screen.show(frame));
            return tail.greatest();
        }
    }
}
