package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * The greatest or least code of each sample over all frames: {@code max_i x_i}, the <em>lighten</em> blend of star
 * trails, or {@code min_i x_i}, <em>darken</em>.
 *
 * <p>Folds the codes as they are: extremes commute with every rising curve, so gamma does not matter. Exact for every
 * sample type and independent of the order of frames. NaN is missing data: it never wins, and a sample that is NaN in
 * all frames stays NaN. A zero in the result is +0, so that the order of frames cannot show. A minimum is kept as the
 * maximum of complements ({@code ~x}, or {@code -x} for float), whose neutral element is 0 (NaN) as well.
 *
 * <p>Cost: one pass over the block, 8 samples (8-bit), 4 (16-bit) or 1 (float) at a time; the state takes as many bytes
 * as the frame.
 *
 * @param plane {@link Plane#MAX} or {@link Plane#MIN}
 */
public record ExtremeFold(SampleType type, Plane plane) implements Fold<Samples> {

    public ExtremeFold {
        if (plane != Plane.MAX && plane != Plane.MIN) {
            throw new IllegalArgumentException("extreme: expected MAX or MIN, found " + plane);
        }
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(plane);
    }

    @Override
    public NumberType type(Plane plane) {
        return type(type);
    }

    static NumberType type(SampleType type) {
        return switch (type) {
            case UINT8 -> NumberType.UINT8;
            case UINT16 -> NumberType.UINT16;
            case FLOAT32 -> NumberType.FLOAT32;
        };
    }

    @Override
    public Samples start(int count) {
        return Samples.allocate(type, count);
    }

    @Override
    public void add(Samples state, List<Strip> strips) {
        for (Strip strip : strips) {
            Samples samples = strip.samples();
            switch (type) {
                case UINT8 -> addLanes(state, samples, 0x8080808080808080L, 7);
                case UINT16 -> addLanes(state, samples, 0x8000800080008000L, 15);
                case FLOAT32 -> maxFloats(state.values(), samples.values(), state.count(), plane == Plane.MAX ? 1 : -1);
            }
        }
    }

    private void addLanes(Samples state, Samples samples, long top, int shift) {
        if (plane == Plane.MAX) {
            maxLanes(state.words(), samples.words(), state.wordCount(), top, shift);
        } else {
            maxComplements(state.words(), samples.words(), state.wordCount(), top, shift);
        }
    }

    @Override
    public void merge(Samples into, Samples from, int shift) {
        switch (type) {
            case UINT8 -> maxLanes(into.words(), from.words(), into.wordCount(), 0x8080808080808080L, 7);
            case UINT16 -> maxLanes(into.words(), from.words(), into.wordCount(), 0x8000800080008000L, 15);
            case FLOAT32 -> maxFloats(into.values(), from.values(), into.count(), 1);
        }
    }

    @Override
    public void write(Samples state, Plane plane, ByteBuffer out) {
        (plane == Plane.MAX ? state : complement(state)).put(out);
    }

    @Override
    public void read(Samples state, Plane plane, ByteBuffer in) {
        state.take(in);
        if (plane == Plane.MIN) {
            Samples complement = complement(state);
            System.arraycopy(complement.words(), 0, state.words(), 0, state.words().length);
            System.arraycopy(complement.values(), 0, state.values(), 0, state.values().length);
        }
    }

    /* Codes become ~code, floats 0 - value; its own inverse. */
    private Samples complement(Samples of) {
        Samples complement = Samples.allocate(type, of.count());
        for (int i = 0; i < of.wordCount(); i++) {
            complement.words()[i] = ~of.words()[i];
        }
        for (int i = 0; i < of.values().length; i++) {
            complement.values()[i] = 0.0f - of.values()[i];
        }
        return complement;
    }

    @Override
    public long bytes(long count, int frames) {
        return Samples.bytes(type, count);
    }

    /*
     * How it works: SIMD within a register. A word holds unsigned lanes of equal width; `top` has the highest bit of
     * each lane. With the top bits forced to 1 in a and to 0 in b, one subtraction compares the lower bits of all lanes
     * at once, because no lane can borrow from the next; the top bit of each difference says "lower bits of a >= lower
     * bits of b". Together with the true top bits that gives a >= b in the top bit of each lane, which is then smeared
     * over its lane: (ge << 1) - (ge >>> shift) is all ones in the lanes where ge is set, modulo 2^64.
     * One index for both arrays and no branch: the shape that the JIT compiler vectorises.
     */
    static void maxLanes(long[] into, long[] from, int words, long top, int shift) {
        for (int i = 0; i < words; i++) {
            long a = into[i];
            long b = from[i];
            long lowerGe = (a | top) - (b & ~top);
            long ge = ((a & ~b) | (~(a ^ b) & lowerGe)) & top;
            long keep = (ge << 1) - (ge >>> shift);
            into[i] = b ^ ((a ^ b) & keep);
        }
    }

    private static void maxComplements(long[] into, long[] from, int words, long top, int shift) {
        for (int i = 0; i < words; i++) {
            long a = into[i];
            long b = ~from[i];
            long lowerGe = (a | top) - (b & ~top);
            long ge = ((a & ~b) | (~(a ^ b) & lowerGe)) & top;
            long keep = (ge << 1) - (ge >>> shift);
            into[i] = b ^ ((a ^ b) & keep);
        }
    }

    private static void maxFloats(float[] into, float[] from, int count, float sign) {
        for (int i = 0; i < count; i++) {
            float b = sign * from[i];
            /* Seldom true once some frames are folded: a branch that is predicted costs less than a choice. */
            if (!(into[i] >= b) && !Float.isNaN(b)) {
                into[i] = b + 0.0f;
            }
        }
    }
}
