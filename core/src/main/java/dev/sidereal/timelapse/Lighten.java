package dev.sidereal.timelapse;

import dev.sidereal.fold.ExtremeFold;
import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Samples;
import java.util.List;

/** The greater code of each sample of two pictures of one kind, on all processors; NaN gives way. */
final class Lighten {

    private Lighten() {}

    /** Replaces what is less in {@code into}. */
    static void add(Raster into, Raster picture) {
        ExtremeFold fold = new ExtremeFold(into.type(), Plane.MAX);
        Bands.each(into.shape(), rows -> {
            int count = rows.count() * into.shape().rowSamples();
            Samples greatest = Samples.allocate(into.type(), count);
            Samples other = Samples.allocate(into.type(), count);
            greatest.load(into, rows);
            other.load(picture, rows);
            fold.add(greatest, List.of(new Fold.Strip(other, 0)));
            greatest.store(into, rows);
        });
    }

    /** Makes {@code into} the same as another picture. */
    static void copy(Raster into, Raster picture) {
        into.bytes().put(picture.bytes());
    }
}
