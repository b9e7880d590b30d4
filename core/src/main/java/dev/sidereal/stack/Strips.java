package dev.sidereal.stack;

import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.util.List;

/**
 * A picture cut into strips of whole rows, small enough that a strip of a frame and of every plane stay in a core's
 * cache while several frames are folded into it.
 */
public final class Strips {

    /* Measured with 12-megapixel frames and 1 MiB of cache per core: from 128 to 512 KiB the fold is equally fast; below,
     * every strip's own cost shows. */
    private static final int STRIP_BYTES = 256 << 10;

    private final int rowSamples;
    private final List<Rows> rows;

    private Strips(int rowSamples, List<Rows> rows) {
        this.rowSamples = rowSamples;
        this.rows = rows;
    }

    /** The strips of a picture, top to bottom; the same for every machine and number of threads. */
    public static Strips of(Shape shape, SampleType type) {
        int rowBytes = Math.multiplyExact(shape.rowSamples(), type.bytes());
        int height = Math.max(1, STRIP_BYTES / rowBytes);
        return new Strips(shape.rowSamples(), new Rows(0, shape.height()).split(height));
    }

    public List<Rows> rows() {
        return rows;
    }

    public int count() {
        return rows.size();
    }

    /** Samples in a strip. */
    public int samples(Rows strip) {
        return strip.count() * rowSamples;
    }

    /** Samples in the largest strip. */
    public int mostSamples() {
        return samples(rows.get(0));
    }
}
