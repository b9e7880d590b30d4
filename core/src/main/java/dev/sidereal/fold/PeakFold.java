package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The greatest code of each sample and the frame that had it: {@code max_i x_i} and the least {@code i} with {@code x_i}
 * equal to it.
 *
 * <p>Exact and independent of the order of frames: of equal codes the frame with the smaller number wins. NaN never
 * wins; without data the frame is -1. The maximum is that of {@link ExtremeFold}.
 *
 * <p>Cost: packed samples without a new maximum, nearly all after the first frames, are passed over a word at a time,
 * once for all frames that come together. The state takes the bytes of the frame and four per sample.
 */
public record PeakFold(SampleType type) implements Fold<PeakFold.Peaks> {

    /* 4 KiB of each frame. */
    private static final int TILE_WORDS = 512;

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
        List<Strip> rising =
                strips.stream().sorted(Comparator.comparingInt(Strip::frame)).toList();
        if (state.latest < 0 && !rising.isEmpty()) {
            addFirst(state, rising.get(0));
            state.latest = rising.get(0).frame();
            rising = rising.subList(1, rising.size());
        }
        if (rising.isEmpty()) {
            return;
        }
        if (type == SampleType.FLOAT32) {
            rising.forEach(strip -> addFloats(state, strip.samples().values(), i -> strip.frame()));
        } else {
            addLanes(state, rising);
        }
        state.latest = Math.max(state.latest, rising.get(rising.size() - 1).frame());
    }

    private void addFirst(Peaks state, Strip strip) {
        if (type == SampleType.FLOAT32) {
            addFloats(state, strip.samples().values(), i -> strip.frame());
        } else {
            System.arraycopy(strip.samples().words(), 0, state.most.words(), 0, state.most.wordCount());
            Arrays.fill(state.when, strip.frame());
        }
    }

    /*
     * The maximum of the frames themselves is taken first, a tile at a time in the first cache and in vector instructions;
     * the state is then compared once for all of them. Which frame it was is asked only where that maximum wins, or is
     * equal and may be earlier.
     */
    private void addLanes(Peaks state, List<Strip> rising) {
        long[] greatest = new long[TILE_WORDS];
        long[] other = new long[TILE_WORDS];
        long[][] words = rising.stream().map(strip -> strip.samples().words()).toArray(long[][]::new);
        int[] frames = rising.stream().mapToInt(Strip::frame).toArray();
        int count = state.most.wordCount();
        for (int first = 0; first < count; first += TILE_WORDS) {
            int tile = Math.min(TILE_WORDS, count - first);
            System.arraycopy(words[0], first, greatest, 0, tile);
            for (int frame = 1; frame < frames.length; frame++) {
                System.arraycopy(words[frame], first, other, 0, tile);
                ExtremeFold.maxLanes(greatest, other, tile, top(), 8 * type.bytes() - 1);
            }
            if (frames[0] > state.latest) {
                addLater(state, first, greatest, tile, words, frames);
            } else {
                addAny(state, first, greatest, tile, words, frames);
            }
        }
    }

    /* Frames after all others, where only a greater code counts. The comparison is that of ExtremeFold.maxLanes. */
    private void addLater(Peaks state, int first, long[] greatest, int tile, long[][] words, int[] frames) {
        long top = top();
        int shift = 8 * type.bytes() - 1;
        long[] most = state.most.words();
        for (int i = 0; i < tile; i++) {
            long a = most[first + i];
            long b = greatest[i];
            long lowerGe = (a | top) - (b & ~top);
            long ge = ((a & ~b) | (~(a ^ b) & lowerGe)) & top;
            if (ge != top) {
                long keep = (ge << 1) - (ge >>> shift);
                most[first + i] = b ^ ((a ^ b) & keep);
                mark(state.when, first + i, b, ~ge & top, 0, words, frames);
            }
        }
    }

    /* As above, and an equal code of an earlier frame counts too. */
    private void addAny(Peaks state, int first, long[] greatest, int tile, long[][] words, int[] frames) {
        long top = top();
        int shift = 8 * type.bytes() - 1;
        long[] most = state.most.words();
        for (int i = 0; i < tile; i++) {
            long a = most[first + i];
            long b = greatest[i];
            long lowerGe = (b | top) - (a & ~top);
            long mayWin = ((b & ~a) | (~(a ^ b) & lowerGe)) & top; // b >= a
            if (mayWin != 0) {
                long keep = (mayWin << 1) - (mayWin >>> shift);
                long differs = a ^ b;
                long equal = ~(((differs & ~top) + ~top) | differs) & top;
                most[first + i] = a ^ (differs & keep);
                mark(state.when, first + i, b, mayWin, equal, words, frames);
            }
        }
    }

    /*
     * Lanes are named by their top bits. Each gets the first of the frames that has the code there that `codes` has, those
     * in `equal` only if it is earlier.
     */
    private void mark(int[] when, int word, long codes, long lanes, long equal, long[][] words, int[] frames) {
        int bits = 8 * type.bytes();
        long lowest = (1L << bits) - 1;
        for (long left = lanes; left != 0; left &= left - 1) {
            int topBit = Long.numberOfTrailingZeros(left);
            int i = word * (64 / bits) + topBit / bits;
            long lane = lowest << (topBit + 1 - bits);
            int at = 0;
            while (((words[at][word] ^ codes) & lane) != 0) {
                at++;
            }
            if (i < when.length && (((equal >>> topBit) & 1) == 0 || frames[at] < when[i])) {
                when[i] = frames[at];
            }
        }
    }

    private long top() {
        return type == SampleType.UINT8 ? 0x8080808080808080L : 0x8000800080008000L;
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
