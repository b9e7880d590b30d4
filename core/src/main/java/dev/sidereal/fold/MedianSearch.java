package dev.sidereal.fold;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The median of each sample over many frames, exactly, in memory that does not grow with their number: frames are seen
 * several times, and each time four more bits of the median's code become known.
 *
 * <p>A reading counts, among the codes that begin as the median does, how many have each of the 16 next digits; the digit
 * that holds the middle one is the median's. Codes of 8 bits take two readings, of 16 bits four. Of an even number of frames
 * the light of both middle ones is averaged. Counts are whole numbers: frames may come in any order.
 *
 * <p>Some rows of a picture; {@value #SAMPLE_BYTES} bytes a sample. {@link #see} may be called by many threads for rows that
 * are not the same.
 */
public final class MedianSearch {

    /** The most frames that can be counted. */
    public static final int MOST_FRAMES = Character.MAX_VALUE;

    /** Memory for a sample. */
    public static final int SAMPLE_BYTES = 2 * 16 + 2 + 2 + 2;

    private static final int DIGIT_BITS = 4;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private final Rows rows;
    private final int frames;
    private final char[] counts;
    /* What is known of the lower middle code, and which one it is among those that begin so. */
    private final char[] lower;
    private final char[] rank;
    /* The least code above all those that begin so, as far as known. */
    private final char[] above;
    private int shift;

    /**
     * For rows of pictures of codes.
     *
     * @param samples in these rows
     * @param frames  that will be seen in each reading, 1 to {@link #MOST_FRAMES}
     */
    public MedianSearch(Rows rows, int samples, SampleType type, int frames) {
        this.rows = rows;
        this.frames = frames;
        this.counts = new char[Math.multiplyExact(samples, DIGITS)];
        this.lower = new char[samples];
        this.rank = new char[samples];
        this.above = new char[samples];
        this.shift = 8 * type.bytes() - DIGIT_BITS;
        Arrays.fill(rank, (char) ((frames - 1) / 2));
        Arrays.fill(above, Character.MAX_VALUE);
    }

    /** How often all frames of a type must be seen. */
    public static int readings(SampleType type) {
        return 8 * type.bytes() / DIGIT_BITS;
    }

    /** The rows that are looked at. */
    public Rows rows() {
        return rows;
    }

    /** Takes some of the rows of a frame. */
    public void see(Raster frame, Rows some) {
        int rowSamples = frame.shape().rowSamples();
        ByteBuffer codes = frame.bytes(some);
        int first = (some.first() - rows.first()) * rowSamples;
        boolean isShort = frame.type() == SampleType.UINT16;
        for (int i = first, at = 0; i < first + some.count() * rowSamples; i++, at++) {
            int code = isShort ? codes.getShort(2 * at) & 0xFFFF : codes.get(at) & 0xFF;
            int apart = (code >>> shift >>> DIGIT_BITS) - (lower[i] >>> shift >>> DIGIT_BITS);
            if (apart == 0) {
                counts[i * DIGITS + (code >>> shift & DIGITS - 1)]++;
            } else if (apart > 0 && code < above[i]) {
                above[i] = (char) code;
            }
        }
    }

    /** Ends a reading; as many as {@link #readings}. */
    public void next() {
        for (int i = 0; i < lower.length; i++) {
            int at = i * DIGITS;
            int digit = 0;
            while (rank[i] >= counts[at + digit]) {
                rank[i] -= counts[at + digit];
                digit++;
            }
            lower[i] |= (char) (digit << shift);
            if (shift == 0 && rank[i] + 1 >= counts[at + digit]) {
                above[i] = above(i, digit);
            } else if (shift == 0) {
                above[i] = lower[i];
            }
        }
        Arrays.fill(counts, (char) 0);
        shift -= DIGIT_BITS;
    }

    /* The next higher code that there is, of those that differ in the last digit or of the others. */
    private char above(int i, int digit) {
        for (int higher = digit + 1; higher < DIGITS; higher++) {
            if (counts[i * DIGITS + higher] > 0) {
                return (char) (lower[i] + higher - digit);
            }
        }
        return above[i];
    }

    /**
     * After the last reading, puts the light of the medians into a float picture.
     *
     * @param lights of each code, 1 being full scale
     */
    public void write(Raster picture, double[] lights) {
        int first = rows.first() * picture.shape().rowSamples();
        for (int i = 0; i < lower.length; i++) {
            double light = lights[lower[i]];
            picture.set(first + i, frames % 2 == 1 ? light : (light + lights[above[i]]) / 2);
        }
    }

    /** The light of all codes of a type. */
    public static double[] lights(SampleType type, ToneCurve curve) {
        double[] lights = new double[(int) type.most() + 1];
        Arrays.setAll(lights, code -> curve.decode(code / type.most()));
        return lights;
    }
}
