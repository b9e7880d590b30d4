package dev.sidereal.timelapse;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The greatest codes of the pictures in a queue, exactly: two stacks, of which one holds the maxima from each of its pictures on.
 *
 * <p>Adding a picture and taking away the oldest cost three maxima on average, however long the queue is. Memory: one picture for
 * each in the queue and two more.
 */
final class RecentMaximum {

    /* Oldest picture on top: the greatest codes of it and of all younger ones in this stack. */
    private final Deque<Raster> older = new ArrayDeque<>();
    /* As they came, the youngest last. */
    private final List<Raster> younger = new ArrayList<>();
    private final Deque<Raster> free = new ArrayDeque<>();
    private final Raster greatestOfYounger;
    private final Raster greatest;
    private final Lighten lighten;

    RecentMaximum(Shape shape) {
        greatestOfYounger = Raster.allocate(shape, SampleType.UINT8);
        greatest = Raster.allocate(shape, SampleType.UINT8);
        lighten = new Lighten(shape, SampleType.UINT8);
    }

    /** Bytes of a queue that holds at most {@code most} pictures. */
    static long bytes(Shape shape, int most) {
        return (most + 2L) * shape.samples();
    }

    int size() {
        return older.size() + younger.size();
    }

    /** Adds a copy of a picture. */
    void add(Raster picture) {
        Raster copy = free.isEmpty() ? Raster.allocate(picture.shape(), SampleType.UINT8) : free.pop();
        Lighten.copy(copy, picture);
        if (younger.isEmpty()) {
            Lighten.copy(greatestOfYounger, copy);
        } else {
            lighten.add(greatestOfYounger, copy);
        }
        younger.add(copy);
    }

    /** Takes away the oldest of at least one. */
    void remove() {
        if (older.isEmpty()) {
            for (int i = younger.size() - 1; i >= 0; i--) {
                if (!older.isEmpty()) {
                    lighten.add(younger.get(i), older.getFirst());
                }
                older.push(younger.get(i));
            }
            younger.clear();
        }
        free.push(older.pop());
    }

    /** The greatest codes of at least one picture; valid until the next call. */
    Raster greatest() {
        if (younger.isEmpty()) {
            return older.getFirst();
        }
        Lighten.copy(greatest, greatestOfYounger);
        if (!older.isEmpty()) {
            lighten.add(greatest, older.getFirst());
        }
        return greatest;
    }
}
