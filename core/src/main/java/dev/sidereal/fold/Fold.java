package dev.sidereal.fold;

import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * One way to join frames, as verbs on a plain state: start, add, merge, and the numbers that come out.
 *
 * <p>The state belongs to one block of rows; an engine keeps as many states as the picture has blocks. A fold knows
 * pixels; it knows no threads, files or machines. Its laws, which {@code FoldContract} tests for every fold:
 *
 * <ul>
 *   <li>{@code merge(start, x)} is {@code x}, and {@code merge(x, start)} is {@code x};
 *   <li>any split of the frames into states that are then merged gives the same numbers, in any order, bit for bit,
 *       whether the frames of both are numbered alike or the later ones from 0 again;
 *   <li>adding several frames at once is the same as adding them one by one;
 *   <li>writing a state and reading it into a neutral one changes nothing, and does not disturb what is written.
 * </ul>
 *
 * @param <S> the state: arrays of numbers, no references to frames
 */
public interface Fold<S> {

    /** A strip of one frame: its samples and the frame's number, a row of the list of frames, from 0. */
    record Strip(Samples samples, int frame) {}

    /** The planes that come out. */
    Set<Plane> planes();

    /** How the numbers of a plane are stored. */
    NumberType type(Plane plane);

    /** The neutral state for a block of {@code count} samples. */
    S start(int count);

    /** Folds the same strip of one or more frames into the state. */
    void add(S state, List<Strip> strips);

    /**
     * Folds the frames of {@code from} into {@code into}; {@code from} is not changed.
     *
     * @param shift what to add to the numbers of the frames of {@code from}; 0 where both are numbered by one list
     */
    void merge(S into, S from, int shift);

    /** Appends the numbers of a plane, one per sample, in the buffer's byte order. */
    void write(S state, Plane plane, ByteBuffer out);

    /**
     * Takes the numbers of a plane back from where {@link #write} put them.
     *
     * @param state a neutral one; every plane of the fold must be read into it before it is used
     */
    void read(S state, Plane plane, ByteBuffer in);

    /** Bytes that the state of {@code count} samples takes, to be promised before a run of so many frames. */
    long bytes(long count, int frames);
}
