package dev.sidereal.timelapse;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.util.stream.IntStream;

/**
 * Pictures as encoders of video take them: a plane of luma, then two of half the columns and rows (rounded up) with blue and
 * red less luma, by the matrix of BT.709 (Rec. ITU-R BT.709-6, section 3), 8 bits in the limited range: luma 16 to 235, chroma 16
 * to 240 about 128.
 *
 * <p>A sample of chroma is the mean of the 2x2 pixels that it stands for, of fewer beyond an edge. Both planes are within 0.51 of a
 * code of the formula. Cost: one pass, on all processors.
 */
public final class Yuv420 {

    private static final double RED = 0.2126;
    private static final double GREEN = 0.7152;
    private static final double BLUE = 0.0722;
    private static final int LUMA_RANGE = 219;
    private static final int CHROMA_RANGE = 224;
    private static final int NEUTRAL = 128;
    private static final int BITS = 20;

    /* A code times 2^20; chroma sums four pixels, hence 2 bits more. */
    private static final int[] LUMA = scaled(LUMA_RANGE, RED, GREEN, BLUE);
    private static final int[] CB = scaled(CHROMA_RANGE / (2 * (1 - BLUE)), -RED, -GREEN, 1 - BLUE);
    private static final int[] CR = scaled(CHROMA_RANGE / (2 * (1 - RED)), 1 - RED, -GREEN, -BLUE);

    private final int width;
    private final int height;
    private final int chromaWidth;
    private final int chromaHeight;
    private final ByteBuffer planes;

    /** Room for one picture of a size. */
    Yuv420(int width, int height) {
        this.width = width;
        this.height = height;
        this.chromaWidth = (width + 1) / 2;
        this.chromaHeight = (height + 1) / 2;
        this.planes = ByteBuffer.allocateDirect(Math.toIntExact(bytes(width, height)));
        for (int i = width * height; i < planes.limit(); i++) {
            planes.put(i, (byte) NEUTRAL);
        }
    }

    /** Bytes of a picture. */
    public static long bytes(int width, int height) {
        return (long) width * height + 2L * ((width + 1) / 2) * ((height + 1) / 2);
    }

    private static int[] scaled(double range, double red, double green, double blue) {
        double unit = range / 255 * (1 << BITS);
        return new int[] {
            (int) StrictMath.rint(red * unit), (int) StrictMath.rint(green * unit), (int) StrictMath.rint(blue * unit)
        };
    }

    /** Converts 8-bit codes, grey or red, green and blue; the result is valid until the next call. */
    ByteBuffer of(Raster codes) {
        Shape shape = codes.shape();
        IntStream.range(0, chromaHeight).parallel().forEach(pair -> {
            int first = 2 * pair;
            int rows = Math.min(2, height - first);
            ByteBuffer in = codes.bytes(new Rows(first, rows));
            if (shape.channels() == 1) {
                grey(in, first * width, rows * width);
            } else {
                luma(in, first * width, rows * width);
                chroma(in, (rows - 1) * width, pair);
            }
        });
        return last();
    }

    /** The picture that was made last. */
    ByteBuffer last() {
        return planes.duplicate().position(0);
    }

    private void grey(ByteBuffer in, int at, int count) {
        for (int i = 0; i < count; i++) {
            int sum = (in.get(i) & 0xFF) * (LUMA[0] + LUMA[1] + LUMA[2]);
            planes.put(at + i, (byte) (16 + ((sum + (1 << (BITS - 1))) >> BITS)));
        }
    }

    private void luma(ByteBuffer in, int at, int count) {
        for (int x = 0; x < count; x++) {
            int i = 3 * x;
            int sum =
                    (in.get(i) & 0xFF) * LUMA[0] + (in.get(i + 1) & 0xFF) * LUMA[1] + (in.get(i + 2) & 0xFF) * LUMA[2];
            planes.put(at + x, (byte) (16 + ((sum + (1 << (BITS - 1))) >> BITS)));
        }
    }

    /* Beyond an edge the picture goes on as it is there. */
    private void chroma(ByteBuffer in, int second, int row) {
        int blue = width * height + row * chromaWidth;
        int red = blue + chromaWidth * chromaHeight;
        for (int x = 0; x < chromaWidth; x++) {
            int left = 3 * 2 * x;
            int right = 3 * Math.min(width - 1, 2 * x + 1);
            long cb = 0;
            long cr = 0;
            for (int c = 0; c < 3; c++) {
                int sum = pair(in, left + c, second) + pair(in, right + c, second);
                cb += (long) sum * CB[c];
                cr += (long) sum * CR[c];
            }
            planes.put(blue + x, chroma(cb));
            planes.put(red + x, chroma(cr));
        }
    }

    private static int pair(ByteBuffer in, int at, int second) {
        return (in.get(at) & 0xFF) + (in.get(at + 3 * second) & 0xFF);
    }

    private static byte chroma(long sum) {
        return (byte) (NEUTRAL + ((sum + (1L << (BITS + 1))) >> (BITS + 2)));
    }
}
