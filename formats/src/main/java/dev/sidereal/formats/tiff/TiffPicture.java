package dev.sidereal.formats.tiff;

import dev.sidereal.develop.Picture;
import dev.sidereal.formats.codec.Depth;
import dev.sidereal.formats.codec.PictureFormat;
import dev.sidereal.formats.exif.ExifBlock;
import dev.sidereal.formats.exif.Ifd;
import dev.sidereal.formats.file.NewFile;
import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Writes TIFF 6.0, 8 or 16 bits or 32-bit float, uncompressed, which every program opens and nothing writes faster, with
 * the ICC profile, Exif and the list of frames.
 */
public final class TiffPicture implements PictureFormat {

    private static final int STRIP_BYTES = 1 << 20;
    private static final int HEADER_BYTES = 8;
    /* Places in the file are counted in 31 bits here, with some left for the list of frames. */
    private static final long MOST_BYTES = (2L << 30) - (64 << 20);

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int IMAGE_DESCRIPTION = 270;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int PLANAR = 284;
    private static final int SAMPLE_FORMAT = 339;
    private static final int ICC_PROFILE = 34675;

    @Override
    public List<String> endings() {
        return List.of("tif", "tiff");
    }

    @Override
    public List<Depth> depths() {
        return List.of(Depth.EIGHT, Depth.SIXTEEN, Depth.FLOAT);
    }

    @Override
    public void write(Picture picture, Depth depth, NewFile file) throws IOException {
        Raster raster = picture.raster();
        Shape shape = raster.shape();
        int rowBytes = shape.rowSamples() * depth.bytes();
        if (shape.samples() * depth.bytes() > MOST_BYTES) {
            throw new IOException("TIFF: expected at most %d bytes of pixels, found %d; choose --depth 16 or 8"
                    .formatted(MOST_BYTES, shape.samples() * depth.bytes()));
        }
        List<Rows> strips = new Rows(0, shape.height()).split(Math.max(1, STRIP_BYTES / rowBytes));
        file.write(header(0));
        long[] offsets = new long[strips.size()];
        long[] counts = new long[strips.size()];
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < strips.size(); ) {
            List<byte[]> ready = strips.subList(i, Math.min(strips.size(), i + processors)).parallelStream()
                    .map(rows -> depth.rows(raster, rows, Ifd.ORDER))
                    .toList();
            for (byte[] bytes : ready) {
                offsets[i] = file.size();
                counts[i++] = bytes.length;
                file.write(bytes);
            }
        }
        int directoryAt = Math.toIntExact(file.size() + (file.size() & 1));
        file.write(new byte[directoryAt - (int) file.size()]);
        Ifd directory = ExifBlock.directory(picture)
                .longs(WIDTH, shape.width())
                .longs(HEIGHT, shape.height())
                .shorts(BITS_PER_SAMPLE, same(8 * depth.bytes(), shape.channels()))
                .shorts(COMPRESSION, 1)
                .shorts(PHOTOMETRIC, shape.channels() == 1 ? 1 : 2)
                .text(IMAGE_DESCRIPTION, ExifBlock.frameList(picture))
                .longs(STRIP_OFFSETS, offsets)
                .shorts(SAMPLES_PER_PIXEL, shape.channels())
                .longs(ROWS_PER_STRIP, strips.get(0).count())
                .longs(STRIP_BYTE_COUNTS, counts)
                .shorts(PLANAR, 1)
                .shorts(SAMPLE_FORMAT, same(depth == Depth.FLOAT ? 3 : 1, shape.channels()));
        picture.first().profile().ifPresent(profile -> directory.undefined(ICC_PROFILE, profile.icc()));
        file.write(directory.encode(directoryAt));
        file.rewrite(0, header(directoryAt));
    }

    private static byte[] header(int directoryAt) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .order(Ifd.ORDER)
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt(directoryAt)
                .array();
    }

    private static int[] same(int value, int count) {
        int[] values = new int[count];
        Arrays.fill(values, value);
        return values;
    }
}
