package dev.sidereal.stack;

import dev.sidereal.fold.Fold;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import java.util.List;

/** One plane of a stack: a fold and its states, one for each strip of rows. Ties the type of state to its fold. */
final class FoldedPlane<S> {

    private final Fold<S> fold;
    private final Strips strips;
    private final List<S> states;

    private FoldedPlane(Fold<S> fold, Strips strips, List<S> states) {
        this.fold = fold;
        this.strips = strips;
        this.states = states;
    }

    static <S> FoldedPlane<S> start(Fold<S> fold, SampleType type, Strips strips) {
        List<S> states = strips.rows().stream()
                .map(rows -> fold.start(type, strips.samples(rows)))
                .toList();
        return new FoldedPlane<>(fold, strips, states);
    }

    void add(int strip, Samples samples, int frame) {
        fold.add(states.get(strip), samples, frame);
    }

    Raster finish(Shape shape) {
        Samples first = fold.finish(states.get(0));
        Raster raster = Raster.allocate(shape, first.type());
        for (int i = 0; i < states.size(); i++) {
            fold.finish(states.get(i)).store(raster, strips.rows().get(i));
        }
        return raster;
    }
}
