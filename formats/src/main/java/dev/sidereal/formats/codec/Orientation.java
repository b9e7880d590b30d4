package dev.sidereal.formats.codec;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;

/**
 * How a stored picture must be turned to stand upright: the eight values of the Exif tag Orientation (Exif 2.32, 4.6.4).
 */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    ROTATED_180(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    ROTATED_90(true, true, false),
    TRANSVERSED(true, true, true),
    ROTATED_270(true, false, true);

    private final boolean swapsSides;
    private final boolean mirrorsX;
    private final boolean mirrorsY;

    /* Upright (x, y) is stored at (x', y'): mirrored in upright coordinates first, then sides swapped. */
    Orientation(boolean swapsSides, boolean mirrorsX, boolean mirrorsY) {
        this.swapsSides = swapsSides;
        this.mirrorsX = mirrorsX;
        this.mirrorsY = mirrorsY;
    }

    /** The orientation of an Exif value; values outside 1 to 8 mean nothing and count as upright. */
    public static Orientation of(int exifValue) {
        return exifValue >= 1 && exifValue <= 8 ? values()[exifValue - 1] : UPRIGHT;
    }

    /** Whether width and height change places. */
    public boolean swapsSides() {
        return swapsSides;
    }

    /** Whether upright columns run against the stored direction. */
    public boolean mirrorsX() {
        return mirrorsX;
    }

    /** Whether upright rows run against the stored direction. */
    public boolean mirrorsY() {
        return mirrorsY;
    }

    /** The upright shape of a stored picture; also the stored shape of an upright one. */
    public Shape turn(Shape stored) {
        return swapsSides
                ? new Shape(/* width= */ stored.height(), /* height= */ stored.width(), stored.channels())
                : stored;
    }

    /** Copies a stored picture into an upright raster of the turned shape and the same sample type. */
    public void copy(Raster stored, Raster upright) {
        Shape shape = upright.shape();
        int pixelBytes = shape.channels() * upright.type().bytes();
        int storedWidth = stored.shape().width();
        ByteBuffer from = stored.bytes();
        ByteBuffer to = upright.bytes();
        for (int y = 0; y < shape.height(); y++) {
            int v = mirrorsY ? shape.height() - 1 - y : y;
            for (int x = 0; x < shape.width(); x++) {
                int u = mirrorsX ? shape.width() - 1 - x : x;
                int at = (swapsSides ? u * storedWidth + v : v * storedWidth + u) * pixelBytes;
                for (int i = 0; i < pixelBytes; i++) {
                    to.put(from.get(at + i));
                }
            }
        }
    }
}
