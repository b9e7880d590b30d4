package dev.sidereal.formats.video;

import dev.sidereal.frame.UnreadableFrameException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The frames of one video for any number of readers, decoded once, in order.
 *
 * <p>One thread takes pictures from the decoder and lays those that are expected on a table of a few places; readers take
 * them from there. Each reader may have two frames ahead of it that it was given and has not asked for, so the table has
 * two places for each and one to fill: then the frame that somebody waits for always has room, and none is decoded twice.
 * Readers that ask in another order are served as well: a picture that was passed already starts the decoder again from
 * there, and a full table gives up its oldest picture, but never one that somebody waits for.
 *
 * <p>A frame that the decoder leaves out is bad, and known by its time, not by counting. A decoder that ends early makes the
 * frame bad at which it ended and is started again for the next one; if it then comes no further, the rest is bad too.
 */
final class FrameStream implements Closeable {

    private final Ffmpeg ffmpeg;
    private final Clip clip;
    private final BitSet expected;
    private final IntSupplier readers;
    private final PictureConversion conversion;
    private int runs;
    private final List<DecodedPicture> table = new ArrayList<>();
    private final Map<Integer, String> bad = new HashMap<>();
    private Optional<Decoder> run = Optional.empty();
    private int next;
    private int delivered;
    /* The frames that readers wait for at present. */
    private final List<Integer> awaited = new ArrayList<>();

    /**
     * A stream that decodes nothing yet.
     *
     * @param expected numbers of the frames that will be read; none: all
     * @param readers  how many there are at present
     */
    FrameStream(Ffmpeg ffmpeg, Clip clip, BitSet expected, IntSupplier readers) {
        this.ffmpeg = ffmpeg;
        this.clip = clip;
        this.expected = (BitSet) expected.clone();
        this.readers = readers;
        this.conversion = clip.conversion();
        if (expected.isEmpty()) {
            this.expected.set(0, clip.frames());
        }
    }

    Clip clip() {
        return clip;
    }

    PictureConversion conversion() {
        return conversion;
    }

    /** Whether nobody waits for a frame of it. */
    synchronized boolean isIdle() {
        return awaited.isEmpty();
    }

    /**
     * The picture of a frame, to be given back.
     *
     * @throws UnreadableFrameException if it cannot be decoded
     */
    synchronized DecodedPicture take(int index) throws IOException {
        expected.set(index);
        awaited.add(index);
        notifyAll(); // once: readers that woke each other again and again would leave the decoder no turn
        try {
            Optional<DecodedPicture> picture = find(index);
            while (picture.isEmpty()) {
                if (bad.containsKey(index)) {
                    throw new UnreadableFrameException(String.valueOf(bad.get(index)));
                }
                if (run.isEmpty() || index < next) {
                    /* From where it ended: others may be about to ask for what lies between. */
                    start(index < next ? index : expected.nextSetBit(next));
                }
                wait();
                picture = find(index);
            }
            picture.get().take();
            return picture.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        } finally {
            awaited.remove((Integer) index);
        }
    }

    /** Says that a picture's bytes are no longer read. */
    synchronized void giveBack(DecodedPicture picture) {
        picture.giveBack();
        notifyAll();
    }

    /** How often a decoder was started: once, if everybody asks in order. */
    synchronized int runs() {
        return runs;
    }

    /** The process that decodes at present. */
    synchronized Optional<Long> pid() {
        return run.map(Decoder::pid);
    }

    @Override
    public synchronized void close() {
        run.ifPresent(Decoder::close);
        run = Optional.empty();
        table.removeIf(picture -> !picture.isInUse());
        notifyAll();
    }

    private Optional<DecodedPicture> find(int index) {
        return table.stream().filter(picture -> picture.index() == index).findFirst();
    }

    private void start(int index) throws IOException {
        run.ifPresent(Decoder::close);
        next = index;
        delivered = 0;
        runs++;
        Decoder decoder = new Decoder(ffmpeg, clip, index, stride(index));
        run = Optional.of(decoder);
        Thread pump = new Thread(() -> pump(decoder), "sidereal-video");
        pump.setDaemon(true);
        pump.start();
    }

    /* The distance between expected frames, where it and their times are equal: the decoder then converts no other. */
    private int stride(int from) {
        int second = expected.nextSetBit(from + 1);
        if (second < 0 || !clip.distinct() || clip.step() == 0) {
            return 1;
        }
        int stride = second - from;
        for (int i = from; i >= 0; i = expected.nextSetBit(i + 1)) {
            if ((i - from) % stride != 0) {
                return 1;
            }
        }
        return stride;
    }

    private synchronized boolean isCurrent(Decoder decoder) {
        return run.isPresent() && run.get() == decoder;
    }

    private void pump(Decoder decoder) {
        try (decoder) {
            Optional<DecodedPicture> place = room(decoder);
            while (place.isPresent()) {
                Optional<Decoder.Said> said = decoder.next(place.get().bytes());
                if (said.isEmpty()) {
                    end(decoder, decoder.failure());
                    return;
                }
                place = lay(decoder, place.get(), said.get());
            }
        } catch (InterruptedException e) {
            end(decoder, Optional.of("interrupted"));
        } catch (OutOfMemoryError e) {
            end(decoder, Optional.of("expected memory for a picture of " + clip.stored() + ", found too little"));
        }
    }

    /* A place to decode into; empty: nobody wants more of this run. */
    private synchronized Optional<DecodedPicture> room(Decoder decoder) throws InterruptedException {
        decoder.rest(true);
        while (isCurrent(decoder)) {
            if (expected.nextSetBit(next) < 0) {
                run = Optional.empty();
                notifyAll();
                return Optional.empty();
            }
            Optional<DecodedPicture> place = findPlace();
            if (place.isPresent()) {
                table.remove(place.get());
                decoder.rest(false);
                return place;
            }
            wait();
        }
        return Optional.empty();
    }

    private Optional<DecodedPicture> findPlace() {
        if (table.size() < 2 * Math.max(1, readers.getAsInt()) + 1) {
            return Optional.of(new DecodedPicture(clip.pictureBytes()));
        }
        boolean isNeeded = awaited.stream().anyMatch(index -> index >= next);
        return table.stream()
                .filter(picture -> !picture.isInUse() && !awaited.contains(picture.index()))
                .filter(picture -> picture.wasTaken() || isNeeded)
                .min(Comparator.comparing((DecodedPicture picture) -> !picture.wasTaken())
                        .thenComparing(DecodedPicture::index));
    }

    private synchronized Optional<DecodedPicture> lay(Decoder decoder, DecodedPicture picture, Decoder.Said said)
            throws InterruptedException {
        if (!isCurrent(decoder)) {
            return Optional.empty();
        }
        int index = index(said);
        missing(index, "damaged video: expected a picture at this place, found none that can be decoded");
        next = Math.max(next, index + 1);
        delivered++;
        if (find(index).isPresent()) {
            return expected.nextSetBit(next) < 0 ? room(decoder) : Optional.of(picture); // there since an earlier run
        }
        if (expected.get(index) && said.isOf(clip.stored())) {
            picture.become(index);
            table.add(picture);
            notifyAll();
            return room(decoder);
        }
        if (expected.get(index)) {
            bad.put(
                    index,
                    "expected a picture of " + clip.stored().width() + "x"
                            + clip.stored().height() + " pixels like the first, found " + said.width() + "x"
                            + said.height());
        }
        notifyAll();
        return expected.nextSetBit(next) < 0 ? room(decoder) : Optional.of(picture);
    }

    /* By its time where every picture has one of its own, else by counting. */
    private int index(Decoder.Said said) {
        int counted = Math.max(expected.nextSetBit(next), next);
        if (!clip.distinct() || said.stamp().isEmpty()) {
            return next;
        }
        int found = Collections.binarySearch(clip.stamps(), said.stamp().get());
        return found >= next ? found : counted;
    }

    private void missing(int end, String reason) {
        for (int i = expected.nextSetBit(next); i >= 0 && i < end; i = expected.nextSetBit(i + 1)) {
            bad.put(i, reason);
        }
    }

    private synchronized void end(Decoder decoder, Optional<String> failure) {
        if (!isCurrent(decoder)) {
            return;
        }
        run = Optional.empty();
        int first = expected.nextSetBit(next);
        if (failure.isPresent() && delivered > 0 && first >= 0) {
            bad.put(first, "cannot be decoded: " + failure.get());
            next = first + 1;
        } else if (failure.isPresent()) {
            missing(clip.frames(), "cannot be decoded: " + failure.get());
        } else {
            missing(
                    clip.frames(),
                    "truncated video: expected " + clip.frames() + " pictures, found the end after " + next
                            + complaint(decoder));
        }
        notifyAll();
    }

    private static String complaint(Decoder decoder) {
        return decoder.complaint().isEmpty() ? "" : " (" + decoder.complaint() + ")";
    }
}
