package dev.sidereal.stack;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.NumberType;
import dev.sidereal.fold.Plane;
import java.nio.ByteBuffer;
import java.util.List;

/** A fold with its states, one for each strip of rows. Ties the type of state to its fold. */
final class FoldedPlanes<S> {

    private final Fold<S> fold;
    private final List<S> states;

    private FoldedPlanes(Fold<S> fold, List<S> states) {
        this.fold = fold;
        this.states = states;
    }

    static <S> FoldedPlanes<S> start(Fold<S> fold, Strips strips) {
        return new FoldedPlanes<>(
                fold,
                strips.rows().stream()
                        .map(rows -> fold.start(strips.samples(rows)))
                        .toList());
    }

    boolean has(Plane plane) {
        return fold.planes().contains(plane);
    }

    NumberType type(Plane plane) {
        return fold.type(plane);
    }

    void add(int strip, List<Fold.Strip> frames) {
        fold.add(states.get(strip), frames);
    }

    /** Folds another night's states in; {@code other} was started by an equal fold for equal strips. */
    @SuppressWarnings("unchecked")
    void merge(FoldedPlanes<?> other, int shift) {
        for (int i = 0; i < states.size(); i++) {
            fold.merge(states.get(i), (S) other.states.get(i), shift);
        }
    }

    void write(int strip, Plane plane, ByteBuffer out) {
        fold.write(states.get(strip), plane, out);
    }

    void read(int strip, Plane plane, ByteBuffer in) {
        fold.read(states.get(strip), plane, in);
    }
}
