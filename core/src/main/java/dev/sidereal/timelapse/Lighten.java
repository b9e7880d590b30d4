package dev.sidereal.timelapse;

import dev.sidereal.fold.ExtremeFold;
import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.stack.Strips;
import java.util.List;

/** The greater code of each sample of two pictures of one kind, on all processors; NaN gives way. */
final class Lighten {

    private final ExtremeFold fold;
    private final List<Rows> strips;
    private final Pool<Pair> pairs;

    /* The same strip of two pictures. */
    private record Pair(Samples greatest, Samples other) {}

    /** For pictures of a kind. */
    Lighten(Shape shape, SampleType type) {
        Strips all = Strips.of(shape, type);
        fold = new ExtremeFold(type, Plane.MAX);
        strips = all.rows();
        pairs = new Pool<>(
                () -> new Pair(Samples.allocate(type, all.mostSamples()), Samples.allocate(type, all.mostSamples())));
    }

    /** Replaces what is less in {@code into}. */
    void add(Raster into, Raster picture) {
        strips.parallelStream()
                .forEach(rows -> pairs.with(pair -> {
                    pair.greatest.load(into, rows);
                    pair.other.load(picture, rows);
                    fold.add(pair.greatest, List.of(new Fold.Strip(pair.other, 0)));
                    pair.greatest.store(into, rows);
                }));
    }

    /** Makes {@code into} the same as another picture. */
    static void copy(Raster into, Raster picture) {
        into.bytes().put(picture.bytes());
    }
}
