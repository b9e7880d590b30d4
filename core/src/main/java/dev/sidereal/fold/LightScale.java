package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.ToneCurve;

/**
 * Linear light in fixed point: the whole numbers that sums are made of, so that any order gives the same sum.
 *
 * <p>Unsigned codes: {@code light(c) = round(decode(c / most) * fullScale)} with {@code fullScale = 2^20}, wrong by at most
 * 4.8e-7 of full scale; where codes are light already, {@code light(c) = c} and {@code fullScale} is the greatest code,
 * exactly. Float samples are light already: {@code round(v * 2^40)} for sums, wrong by at most 4.6e-13, and
 * {@code round(v^2 * 2^36)} for squares; samples that are not numbers or beyond {@value #MOST_FLOAT} times full scale
 * count as missing.
 */
public record LightScale(SampleType type, ToneCurve curve) {

    /** The greatest float sample, in full scales, that is summed. */
    public static final float MOST_FLOAT = 128;

    private static final int CODE_BITS = 20;
    private static final int FLOAT_BITS = 40;
    private static final int FLOAT_SQUARE_BITS = 36;

    /** The number that stands for the full scale of one frame. */
    public double fullScale() {
        return switch (type) {
            case FLOAT32 -> (double) (1L << FLOAT_BITS);
            default -> isExact() ? mostCode() : 1 << CODE_BITS;
        };
    }

    /** The number that stands for the square of full scale in sums of squares. */
    public double fullScaleSquared() {
        return type == SampleType.FLOAT32 ? (double) (1L << FLOAT_SQUARE_BITS) : fullScale() * fullScale();
    }

    /** The most frames whose sums fit 63 bits. */
    public long mostFrames(boolean squares) {
        return switch (type) {
            case FLOAT32 -> squares ? 1L << (63 - 14 - FLOAT_SQUARE_BITS) : 1L << (63 - 7 - FLOAT_BITS);
            default -> (long) (0x1p62 / (squares ? fullScale() * fullScale() : fullScale()));
        };
    }

    /** The number that one sample adds to a sum; 0 for float samples without data. */
    public long light(double sample) {
        if (type == SampleType.FLOAT32) {
            return FloatLightFold.isData((float) sample) ? (long) Math.rint(sample * (1L << FLOAT_BITS)) : 0;
        }
        return isExact() ? (long) sample : (long) StrictMath.rint(curve.decode(sample / mostCode()) * fullScale());
    }

    /** The number that one sample adds to a sum of squares; 0 for float samples without data. */
    public long square(double sample) {
        if (type == SampleType.FLOAT32) {
            return FloatLightFold.isData((float) sample)
                    ? (long) Math.rint(sample * sample * (1L << FLOAT_SQUARE_BITS))
                    : 0;
        }
        return light(sample) * light(sample);
    }

    /** The light of every unsigned code. */
    int[] table() {
        int[] table = new int[mostCode() + 1];
        for (int code = 0; code < table.length; code++) {
            table[code] =
                    isExact() ? code : (int) StrictMath.rint(curve.decode(code / (double) mostCode()) * fullScale());
        }
        return table;
    }

    private boolean isExact() {
        return curve instanceof ToneCurve.Linear;
    }

    private int mostCode() {
        return type == SampleType.UINT8 ? 255 : 65535;
    }
}
