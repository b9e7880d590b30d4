package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The sum of linear light of each unsigned sample: {@code sum_i light(x_i)}.
 *
 * <p>Light is a whole number ({@link LightScale}), so the sum is exact and does not depend on the order of frames.
 *
 * <p>Cost: four bytes of state per sample while sums fit 32 bits (4095 frames at a full scale of 2^20), twelve from then
 * on; sums that are merged or read back take no more while they fit. The time is mostly that of the state's way through memory, so frames should come several at once.
 */
public final class LightFold implements Fold<LightFold.Sums> {

    private final LightScale scale;
    private final int[] table;
    /* The lights of two neighbouring 8-bit codes in the halves of one number: one look-up and one addition for both. */
    private final long[] pairTable;
    private final int framesThatFit;

    public LightFold(LightScale scale) {
        this.scale = scale;
        this.table = scale.table();
        this.pairTable = scale.type() == SampleType.UINT8 ? pairs(table) : new long[0];
        this.framesThatFit = (int) Math.min(Integer.MAX_VALUE, 0xFFFFFFFFL / table[table.length - 1]);
    }

    private static long[] pairs(int[] table) {
        long[] pairs = new long[1 << 16];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = table[i & 0xFF] | (long) table[i >> 8] << 32;
        }
        return pairs;
    }

    /** Sums of one block of samples. */
    public static final class Sums {

        /* Two samples to a number, 32 bits each, since the last time they were emptied into `whole`. */
        private final long[] halves;
        private long[] whole = new long[0];
        private final int count;
        private int framesInHalves;

        private Sums(int count) {
            this.count = count;
            this.halves = new long[(count + 7) / 8 * 4];
        }

        private long sum(int i) {
            long half = (halves[i / 2] >>> (32 * (i % 2))) & 0xFFFFFFFFL;
            return whole.length == 0 ? half : whole[i] + half;
        }

        /* Room must have been made. */
        void add(int i, long light) {
            halves[i / 2] += light << (32 * (i % 2));
        }

        private void empty() {
            long[] sums = new long[count];
            for (int i = 0; i < count; i++) {
                sums[i] = sum(i);
            }
            whole = sums;
            Arrays.fill(halves, 0);
            framesInHalves = 0;
        }
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(Plane.SUM);
    }

    @Override
    public NumberType type(Plane plane) {
        return NumberType.INT64;
    }

    @Override
    public Sums start(int count) {
        return new Sums(count);
    }

    @Override
    public void add(Sums state, List<Strip> strips) {
        for (int i = 0; i < strips.size(); i++) {
            boolean two = i + 1 < strips.size() && scale.type() == SampleType.UINT8;
            makeRoom(state, two ? 2 : 1);
            Samples samples = strips.get(i).samples();
            if (two) {
                i++;
                addBytes(state.halves, samples.words(), strips.get(i).samples().words(), samples.wordCount());
            } else if (scale.type() == SampleType.UINT8) {
                addBytes(state.halves, samples.words(), samples.wordCount());
            } else {
                addShorts(state.halves, samples.words(), samples.wordCount());
            }
        }
    }

    /** The sums of neighbours in halves of one number, which have room for the light of so many frames more. */
    long[] makeRoom(Sums state, int frames) {
        if (state.framesInHalves + frames > framesThatFit) {
            state.empty();
        }
        state.framesInHalves += frames;
        return state.halves;
    }

    /* An index below a power of two that the compiler sees to be the table's length needs no check at run time. */
    private void addBytes(long[] halves, long[] words, int count) {
        long[] lights = pairTable;
        int last = lights.length - 1;
        for (int i = 0; i < count; i++) {
            long x = words[i];
            int at = i << 2;
            halves[at] += lights[(int) x & last];
            halves[at + 1] += lights[(int) (x >>> 16) & last];
            halves[at + 2] += lights[(int) (x >>> 32) & last];
            halves[at + 3] += lights[(int) (x >>> 48) & last];
        }
    }

    /* Two frames on one way through the state. */
    private void addBytes(long[] halves, long[] a, long[] b, int count) {
        long[] lights = pairTable;
        int last = lights.length - 1;
        for (int i = 0; i < count; i++) {
            long x = a[i];
            long y = b[i];
            int at = i << 2;
            halves[at] += lights[(int) x & last] + lights[(int) y & last];
            halves[at + 1] += lights[(int) (x >>> 16) & last] + lights[(int) (y >>> 16) & last];
            halves[at + 2] += lights[(int) (x >>> 32) & last] + lights[(int) (y >>> 32) & last];
            halves[at + 3] += lights[(int) (x >>> 48) & last] + lights[(int) (y >>> 48) & last];
        }
    }

    private void addShorts(long[] halves, long[] words, int count) {
        int[] lights = table;
        for (int i = 0; i < count; i++) {
            long x = words[i];
            int at = i << 1;
            halves[at] += lights[(int) x & 0xFFFF] + ((long) lights[(int) (x >>> 16) & 0xFFFF] << 32);
            halves[at + 1] += lights[(int) (x >>> 32) & 0xFFFF] + ((long) lights[(int) (x >>> 48)] << 32);
        }
    }

    @Override
    public void merge(Sums into, Sums from, int shift) {
        if (from.whole.length == 0 && (long) into.framesInHalves + from.framesInHalves <= framesThatFit) {
            for (int i = 0; i < into.halves.length; i++) {
                into.halves[i] += from.halves[i];
            }
            into.framesInHalves += from.framesInHalves;
            return;
        }
        into.empty();
        for (int i = 0; i < into.count; i++) {
            into.whole[i] += from.sum(i);
        }
    }

    @Override
    public void write(Sums state, Plane plane, ByteBuffer out) {
        int at = out.position();
        for (int i = 0; i < state.count; i++) {
            out.putLong(at + 8 * i, state.sum(i));
        }
        out.position(at + 8 * state.count);
    }

    /* As many frames as the greatest sum could be made of are taken to be in the halves. */
    @Override
    public void read(Sums state, Plane plane, ByteBuffer in) {
        long most = 0;
        for (int i = 0; i < state.count; i++) {
            long sum = in.getLong(in.position() + 8 * i);
            most = Math.max(most, sum < 0 ? Long.MAX_VALUE : sum);
        }
        long brightest = table[table.length - 1];
        long frames = most / brightest + (most % brightest == 0 ? 0 : 1);
        if (frames > framesThatFit) {
            state.empty();
            for (int i = 0; i < state.count; i++) {
                state.whole[i] = in.getLong();
            }
            return;
        }
        for (int i = 0; i < state.count; i++) {
            state.halves[i / 2] |= in.getLong() << (32 * (i % 2));
        }
        state.framesInHalves = (int) frames;
    }

    @Override
    public long bytes(long count, int frames) {
        return (count + 7) / 8 * 32 + (frames > framesThatFit ? 8 * count : 0);
    }
}
