package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * In how many frames each sample had data: all of them for unsigned samples, for float those that are numbers within
 * {@link LightScale#MOST_FLOAT} full scales.
 *
 * <p>Cost: four bytes of state per float sample, one number for a whole block of unsigned ones.
 */
public record CountFold(SampleType type) implements Fold<CountFold.Counts> {

    /** Counts of one block. */
    public static final class Counts {

        private final int samples;
        private final int[] each;
        private int all;

        private Counts(int samples, boolean each) {
            this.samples = samples;
            this.each = new int[each ? samples : 0];
        }
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(Plane.COUNT);
    }

    @Override
    public NumberType type(Plane plane) {
        return NumberType.INT32;
    }

    @Override
    public Counts start(int count) {
        return new Counts(count, type == SampleType.FLOAT32);
    }

    @Override
    public void add(Counts state, List<Strip> strips) {
        for (Strip strip : strips) {
            state.all += type == SampleType.FLOAT32 ? 0 : 1;
            for (int i = 0; i < state.each.length; i++) {
                state.each[i] += FloatLightFold.isData(strip.samples().values()[i]) ? 1 : 0;
            }
        }
    }

    @Override
    public void merge(Counts into, Counts from, int shift) {
        into.all += from.all;
        for (int i = 0; i < into.each.length; i++) {
            into.each[i] += from.each[i];
        }
    }

    @Override
    public void write(Counts state, Plane plane, ByteBuffer out) {
        int at = out.position();
        for (int i = 0; i < state.samples; i++) {
            out.putInt(at + 4 * i, state.each.length == 0 ? state.all : state.each[i]);
        }
        out.position(at + 4 * state.samples);
    }

    @Override
    public void read(Counts state, Plane plane, ByteBuffer in) {
        int[] counts = new int[state.samples];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.getInt();
        }
        if (state.each.length > 0) {
            System.arraycopy(counts, 0, state.each, 0, counts.length);
        } else {
            state.all = Arrays.stream(counts).findFirst().orElse(0);
        }
    }

    @Override
    public long bytes(long count, int frames) {
        return type == SampleType.FLOAT32 ? 4 * count : 0;
    }
}
