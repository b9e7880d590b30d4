package dev.sidereal.fold;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * The sum of float samples, or of their squares, in fixed point: {@code sum_i round(v_i * 2^40)} or
 * {@code sum_i round(v_i^2 * 2^36)}.
 *
 * <p>Fixed point, because then the order of frames cannot show; of a sum over N frames at most N * 4.6e-13 of full scale
 * is lost (squares: N * 7.3e-12). Samples without data (NaN, infinite, beyond {@link LightScale#MOST_FLOAT} full scales)
 * add nothing; {@link CountFold} counts the others. Cost: eight bytes of state per sample.
 *
 * @param plane {@link Plane#SUM} or {@link Plane#SUMSQ}
 */
public record FloatLightFold(Plane plane) implements Fold<long[]> {

    static boolean isData(float value) {
        return Math.abs(value) <= LightScale.MOST_FLOAT;
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(plane);
    }

    @Override
    public NumberType type(Plane plane) {
        return NumberType.INT64;
    }

    @Override
    public long[] start(int count) {
        return new long[count];
    }

    @Override
    public void add(long[] state, List<Strip> strips) {
        double one = plane == Plane.SUM ? 0x1p40 : 0x1p36;
        for (Strip strip : strips) {
            float[] values = strip.samples().values();
            for (int i = 0; i < state.length; i++) {
                float v = values[i];
                if (isData(v)) {
                    state[i] += (long) Math.rint((plane == Plane.SUM ? v : (double) v * v) * one);
                }
            }
        }
    }

    @Override
    public void merge(long[] into, long[] from, int shift) {
        for (int i = 0; i < into.length; i++) {
            into[i] += from[i];
        }
    }

    @Override
    public void write(long[] state, Plane plane, ByteBuffer out) {
        for (long sum : state) {
            out.putLong(sum);
        }
    }

    @Override
    public void read(long[] state, Plane plane, ByteBuffer in) {
        for (int i = 0; i < state.length; i++) {
            state[i] = in.getLong();
        }
    }

    @Override
    public long bytes(long count, int frames) {
        return 8 * count;
    }
}
