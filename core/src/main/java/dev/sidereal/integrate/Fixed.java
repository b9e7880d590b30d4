package dev.sidereal.integrate;

/**
 * Light above the sky as whole numbers, so that sums of it do not depend on order: {@code round(v * 2^40)} and, of squares,
 * {@code round(v^2 * 2^40)}. Values beyond {@value #MOST} full scales are cut there; sums hold {@value #MOST_FRAMES} frames.
 */
final class Fixed {

    static final float MOST = 16;
    static final int MOST_FRAMES = 1 << 14;
    static final double ONE = 0x1p40;

    private static final double WHOLES = 0x1.8p52;
    private static final long WHOLES_BITS = Double.doubleToRawLongBits(WHOLES);

    private Fixed() {}

    /**
     * A value of at most 2^10 as a whole number. Beside {@value #WHOLES} a double has no room for fractions: adding it rounds as
     * {@link Math#rint} does, and leaves the whole number in its lowest bits.
     */
    static long of(double value) {
        return Double.doubleToRawLongBits(value * ONE + WHOLES) - WHOLES_BITS;
    }

    static float within(float value) {
        return value > MOST ? MOST : value < -MOST ? -MOST : value;
    }
}
