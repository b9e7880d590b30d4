package dev.sidereal.integrate;

/**
 * Light above the sky as whole numbers, so that sums of it do not depend on order: {@code round(v * 2^40)} and, of squares,
 * {@code round(v^2 * 2^40)}. Values beyond {@value #MOST} full scales are cut there; sums hold {@value #MOST_FRAMES} frames.
 */
final class Fixed {

    static final float MOST = 16;
    static final int MOST_FRAMES = 1 << 14;
    static final double ONE = 0x1p40;

    private Fixed() {}

    static long of(double value) {
        return (long) Math.rint(value * ONE);
    }

    static float within(float value) {
        return Math.max(-MOST, Math.min(MOST, value));
    }
}
