package dev.sidereal.simulator;

/**
 * Turns linear light into the nearest sRGB code (IEC 61966-2-1) of 8 or 16 bits: 0 below 0, the largest from 1 on.
 *
 * <p>A guess from a table over the leading bits of the float is corrected by the exact limits between codes: code c
 * holds the light from {@code decode((c - 0.5) / max)} on.
 */
final class SrgbCodes {

    private static final float STRAIGHT = 0.0031308f;
    private static final int SHIFT = 12;
    private static final int FIRST = Float.floatToRawIntBits(STRAIGHT) >>> SHIFT;

    private final int max;
    private final float[] limits;
    private final float[] guesses;

    private SrgbCodes(int max) {
        this.max = max;
        this.limits = new float[max + 2];
        for (int code = 1; code <= max; code++) {
            limits[code] = notBelow(decode((code - 0.5) / max));
        }
        limits[0] = Float.NEGATIVE_INFINITY;
        limits[max + 1] = Float.POSITIVE_INFINITY;
        int cells = (Float.floatToRawIntBits(1) >>> SHIFT) - FIRST + 2;
        this.guesses = new float[cells];
        for (int i = 0; i < cells; i++) {
            guesses[i] = (float) (max * encode(Float.intBitsToFloat((FIRST + i) << SHIFT)));
        }
    }

    /** 256 codes. */
    static final SrgbCodes EIGHT_BITS = new SrgbCodes(255);

    /** 65536 codes. */
    static final SrgbCodes SIXTEEN_BITS = new SrgbCodes(65_535);

    /* The least float that is not below a number. */
    private static float notBelow(double value) {
        float near = (float) value;
        return near < value ? Math.nextUp(near) : near;
    }

    /** Light of a code that is given as a fraction of the largest. */
    static double decode(double code) {
        return code <= 0.04045 ? code / 12.92 : StrictMath.pow((code + 0.055) / 1.055, 2.4);
    }

    /** Code of light, as a fraction of the largest; light from 0 to 1. */
    static double encode(double light) {
        return light <= STRAIGHT ? 12.92 * light : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
    }

    /** The nearest code. */
    int code(float light) {
        if (!(light > 0)) {
            return 0;
        }
        if (light >= 1) {
            return max;
        }
        int code = (int) (guess(light) + 0.5f);
        while (light < limits[code]) {
            code--;
        }
        while (light >= limits[code + 1]) {
            code++;
        }
        return code;
    }

    private float guess(float light) {
        if (light < STRAIGHT) {
            return 12.92f * max * light;
        }
        int bits = Float.floatToRawIntBits(light);
        int cell = (bits >>> SHIFT) - FIRST;
        float part = (bits & ((1 << SHIFT) - 1)) * (1f / (1 << SHIFT));
        return guesses[cell] + part * (guesses[cell + 1] - guesses[cell]);
    }
}
