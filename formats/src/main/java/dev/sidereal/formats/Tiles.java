package dev.sidereal.formats;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.jpeg.JpegEncoder;
import dev.sidereal.image.Bands;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A developed picture in 8 bits, of which squares are shown on a screen at full resolution. */
public final class Tiles {

    /** Pixels on a side of a square; those at the right and lower edge are smaller. */
    public static final int SIDE = 512;

    private static final int QUALITY = 92;

    private final Raster picture;

    private Tiles(Raster picture) {
        this.picture = picture;
    }

    /** Takes the codes of a picture, rounded as its 8-bit file has them. */
    public static Tiles of(Picture picture) {
        Shape shape = picture.raster().shape();
        Raster codes = Raster.allocate(shape, SampleType.UINT8);
        Bands.each(
                shape, rows -> codes.bytes(rows).put(Depth.EIGHT.rows(picture.raster(), rows, ByteOrder.BIG_ENDIAN)));
        return new Tiles(codes);
    }

    /** Whether there is a square in that column and row, from 0. */
    public boolean has(int column, int row) {
        return column >= 0
                && row >= 0
                && (long) column * SIDE < picture.shape().width()
                && (long) row * SIDE < picture.shape().height();
    }

    /** A square as JPEG. */
    public byte[] jpeg(int column, int row) throws IOException {
        Shape whole = picture.shape();
        int width = Math.min(SIDE, whole.width() - column * SIDE);
        int height = Math.min(SIDE, whole.height() - row * SIDE);
        Raster tile = Raster.allocate(new Shape(width, height, whole.channels()), SampleType.UINT8);
        ByteBuffer to = tile.bytes();
        for (int y = 0; y < height; y++) {
            ByteBuffer line = picture.bytes(new Rows(row * SIDE + y, 1));
            to.put(line.slice(column * SIDE * whole.channels(), width * whole.channels()));
        }
        ByteBuffer coded = JpegEncoder.encode(tile, QUALITY, JpegEncoder.Sampling.FULL);
        byte[] bytes = new byte[coded.remaining()];
        coded.get(bytes);
        return bytes;
    }
}
