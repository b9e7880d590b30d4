package dev.sidereal.formats.raw;

import dev.sidereal.formats.codec.Orientation;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.util.Optional;

/** Turns stored samples upright, with a raster that is kept from file to file where anything must be turned. */
final class Upright {

    /** Fills a raster of the stored shape. */
    interface Filling {
        void fill(Raster stored) throws IOException;
    }

    private Optional<Raster> kept = Optional.empty();

    void read(Shape storedShape, Orientation orientation, Raster into, Filling filling) throws IOException {
        if (orientation == Orientation.UPRIGHT) {
            filling.fill(into);
            return;
        }
        Raster stored = kept.filter(raster -> raster.shape().equals(storedShape))
                .orElseGet(() -> Raster.allocate(storedShape, SampleType.UINT16));
        kept = Optional.of(stored);
        filling.fill(stored);
        orientation.copy(stored, into);
    }
}
