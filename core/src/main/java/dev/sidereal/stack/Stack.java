package dev.sidereal.stack;

import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The folded state of a night: the planes that were asked for, in strips of rows, and the list of frames.
 *
 * <p>While a night is folded, each strip may be used by one thread at a time, different strips by different threads;
 * the caller sees to that. Developing reads the state and does not change it.
 */
public final class Stack {

    private final FrameInfo first;
    private final Strips strips;
    private final Map<Plane, FoldedPlane<?>> planes;
    private List<FrameRecord> frames;

    private Stack(FrameInfo first, Strips strips, Map<Plane, FoldedPlane<?>> planes, List<FrameRecord> frames) {
        this.first = first;
        this.strips = strips;
        this.planes = planes;
        this.frames = frames;
    }

    /** An empty stack for frames like {@code first}. */
    public static Stack start(FrameInfo first, Set<Plane> planes) {
        Strips strips = Strips.of(first.shape(), first.type());
        Map<Plane, FoldedPlane<?>> states = new EnumMap<>(Plane.class);
        planes.forEach(plane -> states.put(plane, FoldedPlane.start(plane.fold(), first.type(), strips)));
        return new Stack(first, strips, states, List.of());
    }

    /** Bytes that the planes of such a stack take. */
    public static long bytes(FrameInfo first, Set<Plane> planes) {
        return planes.stream()
                .mapToLong(
                        plane -> plane.fold().bytes(first.type(), first.shape().samples()))
                .sum();
    }

    /** What is known of the first frame: its camera, profile, size and depth are the stack's. */
    public FrameInfo first() {
        return first;
    }

    public SampleType type() {
        return first.type();
    }

    public Strips strips() {
        return strips;
    }

    /** The list of frames, skipped ones included; the number of a frame is its place in this list, from 0. */
    public List<FrameRecord> frames() {
        return frames;
    }

    /** Sets the list of frames, once it is known how each one fared. */
    public void frames(List<FrameRecord> frames) {
        this.frames = List.copyOf(frames);
    }

    /** Folds one strip of frame number {@code frame} into every plane. */
    public void add(int strip, Samples samples, int frame) {
        planes.values().forEach(plane -> plane.add(strip, samples, frame));
    }

    /**
     * The picture that a plane holds, as a raster of its own.
     *
     * @throws IllegalArgumentException if the stack was folded without this plane
     */
    public Raster finish(Plane plane) {
        FoldedPlane<?> folded = planes.get(plane);
        if (folded == null) {
            throw new IllegalArgumentException(
                    "plane " + plane + ": expected one of " + planes.keySet() + "; fold the night with this plane");
        }
        return folded.finish(first.shape());
    }
}
