package dev.sidereal.fold;

import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * The sum of squares of linear light of each unsigned sample: {@code sum_i light(x_i)^2}, from which and the sum the
 * standard deviation follows without loss.
 *
 * <p>Exact: the squares are those of the whole numbers that {@link LightFold} adds. Cost: eight bytes of state per sample.
 */
public final class SquareFold implements Fold<long[]> {

    private final LightScale scale;
    private final long[] table;

    public SquareFold(LightScale scale) {
        this.scale = scale;
        int[] lights = scale.table();
        this.table = new long[lights.length];
        for (int code = 0; code < lights.length; code++) {
            table[code] = (long) lights[code] * lights[code];
        }
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(Plane.SUMSQ);
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
        for (Strip strip : strips) {
            if (scale.type().bytes() == 1) {
                addBytes(state, strip.samples());
            } else {
                addShorts(state, strip.samples());
            }
        }
    }

    private void addShorts(long[] state, Samples samples) {
        long[] squares = table;
        long[] words = samples.words();
        int whole = state.length / 4;
        for (int i = 0; i < whole; i++) {
            long x = words[i];
            int at = i << 2;
            state[at] += squares[(int) x & 0xFFFF];
            state[at + 1] += squares[(int) (x >>> 16) & 0xFFFF];
            state[at + 2] += squares[(int) (x >>> 32) & 0xFFFF];
            state[at + 3] += squares[(int) (x >>> 48)];
        }
        for (int i = 4 * whole; i < state.length; i++) {
            state[i] += squares[samples.code(i)];
        }
    }

    private void addBytes(long[] state, Samples samples) {
        long[] squares = table;
        long[] words = samples.words();
        int whole = state.length / 8;
        for (int i = 0; i < whole; i++) {
            long x = words[i];
            int at = i << 3;
            state[at] += squares[(int) x & 0xFF];
            state[at + 1] += squares[(int) (x >>> 8) & 0xFF];
            state[at + 2] += squares[(int) (x >>> 16) & 0xFF];
            state[at + 3] += squares[(int) (x >>> 24) & 0xFF];
            state[at + 4] += squares[(int) (x >>> 32) & 0xFF];
            state[at + 5] += squares[(int) (x >>> 40) & 0xFF];
            state[at + 6] += squares[(int) (x >>> 48) & 0xFF];
            state[at + 7] += squares[(int) (x >>> 56)];
        }
        for (int i = 8 * whole; i < state.length; i++) {
            state[i] += squares[samples.code(i)];
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
        out.asLongBuffer().put(state);
        out.position(out.position() + 8 * state.length);
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
