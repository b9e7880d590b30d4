package dev.sidereal.stack;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Folds;
import dev.sidereal.fold.LightScale;
import dev.sidereal.fold.NumberType;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folded state of a night: the planes that were asked for, in strips of rows, and the list of frames.
 *
 * <p>While a night is folded, each strip may be used by one thread at a time, different strips by different threads;
 * the caller sees to that. Developing reads the state and does not change it.
 *
 * <p>A stack with a {@link Shelf} is folded in bands: strips are opened, folded, and put on the shelf, from where they are read
 * as from memory.
 */
public final class Stack {

    private final FrameInfo first;
    private final LightScale scale;
    private final Strips strips;
    private final List<? extends FoldedPlanes<?>> folded;
    private final Optional<Shelf> shelf;
    private List<FrameRecord> frames = List.of();

    private Stack(FrameInfo first, Set<Plane> planes, ToneCurve curve, Optional<Shelf> shelf) {
        this.first = first;
        this.scale = new LightScale(first.type(), curve);
        this.strips = Strips.of(first.shape(), first.type());
        this.folded = Folds.of(planes, scale).stream()
                .map(fold -> FoldedPlanes.closed(fold, strips))
                .toList();
        this.shelf = shelf;
    }

    /** An empty stack for frames like {@code first}, whose codes become light by {@code curve}. */
    public static Stack start(FrameInfo first, Set<Plane> planes, ToneCurve curve) {
        Stack stack = new Stack(first, planes, curve, Optional.empty());
        stack.open(new Rows(0, stack.strips.count()));
        return stack;
    }

    /** The same for a night that is folded in bands; no strip is open yet. */
    public static Stack startOn(Shelf shelf, FrameInfo first, Set<Plane> planes, ToneCurve curve) {
        return new Stack(first, planes, curve, Optional.of(shelf));
    }

    /** Begins a band of strips, neutral. */
    public void open(Rows band) {
        for (int strip = band.first(); strip < band.end(); strip++) {
            for (FoldedPlanes<?> planes : folded) {
                planes.open(strip, strips.samples(strips.rows().get(strip)));
            }
        }
    }

    /** Puts a folded band on the shelf and lets go of its memory. */
    public void shelve(Rows band) {
        Shelf to = shelf.orElseThrow(() -> new IllegalStateException("stack: expected a shelf, found none"));
        for (int strip = band.first(); strip < band.end(); strip++) {
            int samples = strips.samples(strips.rows().get(strip));
            for (FoldedPlanes<?> planes : folded) {
                for (Plane plane : planes.planes()) {
                    ByteBuffer numbers =
                            ByteBuffer.allocate(samples * type(plane).bytes()).order(Raster.ORDER);
                    planes.write(strip, plane, numbers);
                    to.put(plane, strip, numbers.flip());
                }
                planes.close(strip);
            }
        }
    }

    /** What is known of the first frame: its camera, profile, size and depth are the stack's. */
    public FrameInfo first() {
        return first;
    }

    public SampleType type() {
        return first.type();
    }

    /** How sums stand for light. */
    public LightScale scale() {
        return scale;
    }

    /** How the frames' codes stand for light. */
    public ToneCurve curve() {
        return scale.curve();
    }

    public Strips strips() {
        return strips;
    }

    /** The planes in this stack. */
    public Set<Plane> planes() {
        EnumSet<Plane> planes = EnumSet.noneOf(Plane.class);
        for (Plane plane : Plane.values()) {
            if (folded.stream().anyMatch(f -> f.has(plane))) {
                planes.add(plane);
            }
        }
        return planes;
    }

    /** The list of frames, skipped ones included; the number of a frame is its place in this list, from 0. */
    public List<FrameRecord> frames() {
        return frames;
    }

    /** Sets the list of frames, once it is known how each one fared. */
    public void frames(List<FrameRecord> frames) {
        this.frames = List.copyOf(frames);
    }

    /** Appends frames to the list that are still to be folded, or are known to be no use. */
    public void expect(List<FrameRecord> night) {
        frames = Stream.concat(frames.stream(), night.stream().map(frame -> frame.used() ? frame.pending() : frame))
                .toList();
    }

    /** Folds the same strip of some frames into every plane. */
    public void add(int strip, List<Fold.Strip> frames) {
        for (FoldedPlanes<?> planes : folded) {
            planes.add(strip, frames);
        }
    }

    /**
     * Folds the frames of a later stack into this one and appends its list of frames; {@code later} is not changed.
     *
     * @throws OptionException if the two are not of one kind, a frame would be in twice, or sums would not fit; this
     *                         stack is then as it was
     */
    public void merge(Stack later, Repeats repeats) {
        require("planes", planes(), later.planes());
        require("size and depth", first.kind(), later.first.kind());
        require("encoding", scale.curve(), later.scale.curve());
        require("colour profile", first.profile(), later.first.profile());
        if (repeats == Repeats.REFUSE) {
            requireNew(later.frames);
        }
        List<FrameRecord> all =
                Stream.concat(frames.stream(), later.frames.stream()).toList();
        long used = all.stream().filter(FrameRecord::used).count();
        long most = scale.mostFrames(planes().contains(Plane.SUMSQ));
        if (used > most) {
            throw new OptionException("stacks: expected at most " + most + " frames together, found " + used
                    + "; sums of more do not fit");
        }
        for (int i = 0; i < folded.size(); i++) {
            folded.get(i).merge(later.folded.get(i), frames.size());
        }
        frames = all;
    }

    /** Whether a frame may be in a stack more than once. */
    public enum Repeats {
        REFUSE,
        ALLOW
    }

    /**
     * Makes sure that none of these frames is in this stack already; frames are told apart by content, where it is known.
     *
     * @throws OptionException if one is
     */
    public void requireNew(List<FrameRecord> others) {
        Map<FrameRecord.Content, String> inside = new HashMap<>();
        frames.stream()
                .filter(FrameRecord::used)
                .forEach(frame -> frame.content().ifPresent(content -> inside.putIfAbsent(content, frame.name())));
        List<FrameRecord> repeated = others.stream()
                .filter(FrameRecord::used)
                .filter(frame -> frame.content().map(inside::containsKey).orElse(false))
                .toList();
        if (!repeated.isEmpty()) {
            FrameRecord frame = repeated.get(0);
            throw new OptionException(
                    frame.name() + ": expected a frame that is not in the stack yet, found it there as "
                            + inside.get(frame.content().orElseThrow())
                            + (repeated.size() == 1 ? "" : ", and " + (repeated.size() - 1) + " more")
                            + "; leave it out, for its light would count twice");
        }
    }

    private static void require(String what, Object here, Object there) {
        if (!here.equals(there)) {
            throw new OptionException("stacks: expected equal " + what + ", found " + name(here) + " and " + name(there)
                    + "; only stacks of one kind can be merged");
        }
    }

    private static Object name(Object value) {
        if (value instanceof Optional<?> profile) {
            return profile.isPresent() ? "one" : "none or another";
        }
        return value instanceof ToneCurve curve ? curve.name() : value;
    }

    /** How the numbers of a plane are stored. */
    public NumberType type(Plane plane) {
        return require(plane).type(plane);
    }

    /** Appends the numbers of one strip of a plane, in the buffer's byte order. */
    public void write(Plane plane, int strip, ByteBuffer out) {
        FoldedPlanes<?> planes = require(plane);
        if (planes.isOpen(strip)) {
            planes.write(strip, plane, out);
        } else {
            shelved(plane, strip, out);
        }
    }

    /** The numbers of one strip of a plane, in {@link Raster#ORDER}. */
    public ByteBuffer numbers(Plane plane, int strip) {
        int samples = strips.samples(strips.rows().get(strip));
        ByteBuffer numbers = ByteBuffer.allocate(samples * type(plane).bytes()).order(Raster.ORDER);
        write(plane, strip, numbers);
        return numbers;
    }

    private void shelved(Plane plane, int strip, ByteBuffer out) {
        NumberType type = type(plane);
        int samples = strips.samples(strips.rows().get(strip));
        ByteBuffer numbers = ByteBuffer.allocate(samples * type.bytes()).order(Raster.ORDER);
        shelf.orElseThrow().get(plane, strip, numbers);
        type.copy(numbers.flip(), out);
    }

    /** Takes the numbers of one strip of a plane, in the buffer's byte order, into a stack without frames. */
    public void read(Plane plane, int strip, ByteBuffer in) {
        require(plane).read(strip, plane, in);
    }

    /**
     * The greatest or least codes as a picture of the frames' own type.
     *
     * @throws IllegalArgumentException if the stack was folded without this plane
     */
    public Raster extreme(Plane plane) {
        Raster raster = Raster.allocate(first.shape(), first.type());
        extreme(plane, raster);
        return raster;
    }

    /** The same into a raster of the frames' own shape and type. */
    public void extreme(Plane plane, Raster into) {
        for (int i = 0; i < strips.count(); i++) {
            write(plane, i, into.bytes(strips.rows().get(i)));
        }
    }

    private FoldedPlanes<?> require(Plane plane) {
        return folded.stream()
                .filter(planes -> planes.has(plane))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "plane " + plane + ": expected one of " + planes() + "; fold the night with this plane"));
    }
}
