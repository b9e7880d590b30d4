package dev.sidereal.stack;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.NumberType;
import dev.sidereal.fold.Plane;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A fold with its states, one for each strip of rows that is open. Ties the type of state to its fold. */
final class FoldedPlanes<S> {

    private final Fold<S> fold;
    private final List<Optional<S>> states;

    private FoldedPlanes(Fold<S> fold, List<Optional<S>> states) {
        this.fold = fold;
        this.states = states;
    }

    /** Planes without an open strip. */
    static <S> FoldedPlanes<S> closed(Fold<S> fold, Strips strips) {
        return new FoldedPlanes<>(fold, new ArrayList<>(Collections.nCopies(strips.count(), Optional.empty())));
    }

    /** Begins a strip with the neutral state. */
    void open(int strip, int samples) {
        states.set(strip, Optional.of(fold.start(samples)));
    }

    /** Lets go of a strip's state. */
    void close(int strip) {
        states.set(strip, Optional.empty());
    }

    boolean isOpen(int strip) {
        return states.get(strip).isPresent();
    }

    Set<Plane> planes() {
        return fold.planes();
    }

    boolean has(Plane plane) {
        return fold.planes().contains(plane);
    }

    NumberType type(Plane plane) {
        return fold.type(plane);
    }

    void add(int strip, List<Fold.Strip> frames) {
        fold.add(state(strip), frames);
    }

    /** Folds another night's states in; {@code other} was started by an equal fold for equal strips. */
    @SuppressWarnings("unchecked")
    void merge(FoldedPlanes<?> other, int shift) {
        for (int i = 0; i < states.size(); i++) {
            fold.merge(state(i), (S) other.state(i), shift);
        }
    }

    void write(int strip, Plane plane, ByteBuffer out) {
        fold.write(state(strip), plane, out);
    }

    void read(int strip, Plane plane, ByteBuffer in) {
        fold.read(state(strip), plane, in);
    }

    private S state(int strip) {
        return states.get(strip).orElseThrow(() -> new IllegalStateException("strip " + strip + ": not open"));
    }
}
