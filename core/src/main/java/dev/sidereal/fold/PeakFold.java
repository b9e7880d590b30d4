package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The greatest code of each sample and the frame that had it: {@code max_i x_i} and the least {@code i} with {@code x_i}
 * equal to it.
 *
 * <p>Exact and independent of the order of frames: of equal codes the frame with the smaller number wins. NaN never
 * wins; without data the frame is -1. The maximum is that of {@link ExtremeFold}.
 *
 * <p>Cost: packed samples without a new maximum, nearly all after the first frames, are passed over a word at a time.
 * The state takes the bytes of the frame and four per sample.
 */
public record PeakFold(SampleType type) implements Fold<PeakFold.Peaks> {

    /** Greatest codes and their frames. */
    public static final class Peaks {

        private final Samples most;
        private final int[] when;
        private int latest = -1;

        private Peaks(Samples most, int[] when) {
            this.most = most;
            this.when = when;
        }
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(Plane.MAX, Plane.WHEN);
    }

    @Override
    public NumberType type(Plane plane) {
        return plane == Plane.WHEN ? NumberType.INT32 : ExtremeFold.type(type);
    }

    @Override
    public Peaks start(int count) {
        int[] when = new int[count];
        Arrays.fill(when, -1);
        return new Peaks(Samples.allocate(type, count), when);
    }

    @Override
    public void add(Peaks state, List<Strip> strips) {
        for (Strip strip : strips) {
            if (state.latest < 0) {
                addFirst(state, strip);
            } else if (type == SampleType.FLOAT32) {
                addFloats(state, strip.samples().values(), i -> strip.frame());
            } else {
                addLanes(state, strip.samples(), strip.frame());
            }
            state.latest = Math.max(state.latest, strip.frame());
        }
    }

    private void addFirst(Peaks state, Strip strip) {
        if (type == SampleType.FLOAT32) {
            addFloats(state, strip.samples().values(), i -> strip.frame());
        } else {
            System.arraycopy(strip.samples().words(), 0, state.most.words(), 0, state.most.wordCount());
            Arrays.fill(state.when, strip.frame());
        }
    }

    /* The comparison of ExtremeFold.maxLanes; a lane that wins is visited, so is an equal one of an earlier frame. */
    private void addLanes(Peaks state, Samples samples, int frame) {
        int bits = 8 * type.bytes();
        long top = type == SampleType.UINT8 ? 0x8080808080808080L : 0x8000800080008000L;
        long[] most = state.most.words();
        long[] words = samples.words();
        boolean mayBeEarlier = frame < state.latest;
        for (int i = 0; i < state.most.wordCount(); i++) {
            long a = most[i];
            long b = words[i];
            long lowerGe = (a | top) - (b & ~top);
            long ge = ((a & ~b) | (~(a ^ b) & lowerGe)) & top;
            if (ge != top) {
                long keep = (ge << 1) - (ge >>> (bits - 1));
                most[i] = b ^ ((a ^ b) & keep);
                mark(state, i, ~ge & top, frame, bits, false);
            }
            if (mayBeEarlier) {
                long differs = a ^ b;
                long equal = ~(((differs & ~top) + ~top) | differs) & top;
                mark(state, i, equal, frame, bits, true);
            }
        }
    }

    private static void mark(Peaks state, int word, long lanes, int frame, int bits, boolean ifEarlier) {
        int perWord = 64 / bits;
        for (long left = lanes; left != 0; left &= left - 1) {
            int i = word * perWord + Long.numberOfTrailingZeros(left) / bits;
            if (i < state.when.length && (!ifEarlier || frame < state.when[i])) {
                state.when[i] = frame;
            }
        }
    }

    private interface FrameOf {
        int sample(int index);
    }

    private static void addFloats(Peaks state, float[] values, FrameOf frameOf) {
        float[] most = state.most.values();
        for (int i = 0; i < state.when.length; i++) {
            float b = values[i];
            if (!(most[i] > b) && !Float.isNaN(b) && (most[i] != b || frameOf.sample(i) < state.when[i])) {
                most[i] = b + 0.0f;
                state.when[i] = frameOf.sample(i);
            }
        }
    }

    @Override
    public void merge(Peaks into, Peaks from, int shift) {
        if (type == SampleType.FLOAT32) {
            addFloats(into, from.most.values(), i -> from.when[i] + shift);
        } else {
            for (int i = 0; i < into.when.length; i++) {
                int a = into.most.code(i);
                int b = from.most.code(i);
                boolean wins = b > a || (b == a && (into.when[i] < 0 || from.when[i] + shift < into.when[i]));
                if (from.when[i] >= 0 && wins) {
                    into.most.code(i, b);
                    into.when[i] = from.when[i] + shift;
                }
            }
        }
        into.latest = Math.max(into.latest, from.latest < 0 ? -1 : from.latest + shift);
    }

    @Override
    public void write(Peaks state, Plane plane, ByteBuffer out) {
        if (plane == Plane.MAX) {
            new ExtremeFold(type, Plane.MAX).write(state.most, plane, out);
            return;
        }
        for (int frame : state.when) {
            out.putInt(frame);
        }
    }

    @Override
    public void read(Peaks state, Plane plane, ByteBuffer in) {
        if (plane == Plane.MAX) {
            new ExtremeFold(type, Plane.MAX).read(state.most, plane, in);
            return;
        }
        for (int i = 0; i < state.when.length; i++) {
            state.when[i] = in.getInt();
            state.latest = Math.max(state.latest, state.when[i]);
        }
    }

    @Override
    public long bytes(long count, int frames) {
        return Samples.bytes(type, count) + 4 * count;
    }
}
