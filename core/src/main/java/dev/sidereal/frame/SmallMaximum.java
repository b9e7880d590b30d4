package dev.sidereal.frame;

import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.Optional;

/**
 * A small picture of a night while its frames are read: the greatest code, so far, of every n-th pixel. It shows a night whose whole
 * planes are nowhere, as in a run in bands of rows. Costs one comparison for each of its samples and frame, and their bytes. Of
 * mosaics it shows one colour. NaN is passed over. Safe for use by many threads.
 */
public final class SmallMaximum implements Tap {

    private final Raster small;
    private final int step;
    private int seen;

    /** Of frames of a shape and type, with so many pixels on its longer side at most, 1 or more. */
    public SmallMaximum(Shape frame, SampleType type, int mostSide) {
        step = Math.max(1, (Math.max(frame.width(), frame.height()) + mostSide - 1) / mostSide);
        small = Raster.allocate(
                new Shape(Math.max(1, frame.width() / step), Math.max(1, frame.height() / step), frame.channels()),
                type);
    }

    @Override
    public synchronized void see(int number, Raster frame) {
        Shape shape = small.shape();
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < shape.channels(); c++) {
                    double code = frame.get(x * step, y * step, c);
                    if (seen == 0 ? !Double.isNaN(code) : code > small.get(x, y, c)) {
                        small.set(x, y, c, code);
                    }
                }
            }
        }
        seen++;
    }

    @Override
    public long bytes() {
        return Raster.bytes(small.shape(), small.type());
    }

    /** The codes so far; empty before the first frame. */
    public synchronized Optional<Raster> picture() {
        if (seen == 0) {
            return Optional.empty();
        }
        Raster copy = Raster.allocate(small.shape(), small.type());
        copy.bytes().put(small.bytes());
        return Optional.of(copy);
    }
}
