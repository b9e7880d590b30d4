package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;

/**
 * One way to join frames, as four verbs on a plain state: start, add, merge, finish.
 *
 * <p>The state belongs to one block of rows; an engine keeps as many states as the picture has blocks. A fold knows
 * pixels; it knows no threads, files or machines. Its laws, which {@code FoldContract} tests for every fold:
 *
 * <ul>
 *   <li>{@code merge(start, x)} is {@code x}, and {@code merge(x, start)} is {@code x};
 *   <li>any split of the frames into states that are then merged gives the same result, in any order: bit for bit for
 *       unsigned samples, within the fold's stated tolerance for float;
 *   <li>{@code finish} does not disturb the state.
 * </ul>
 *
 * @param <S> the state: arrays of numbers, no references to frames
 */
public interface Fold<S> {

    /** The neutral state for a block of {@code count} samples of {@code type}. */
    S start(SampleType type, int count);

    /** Folds the samples of frame number {@code frame} (a row of the list of frames, from 0) into the state. */
    void add(S state, Samples samples, int frame);

    /** Folds the frames of {@code from} into {@code into}; {@code from} is not changed. */
    void merge(S into, S from);

    /** The samples of the result; may share memory with the state, so read them before the next {@code add}. */
    Samples finish(S state);

    /** Bytes that the state of {@code count} samples takes, to be promised before a run. */
    long bytes(SampleType type, long count);
}
