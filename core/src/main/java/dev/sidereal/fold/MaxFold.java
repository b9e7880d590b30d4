package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;

/**
 * The maximum of each sample over all frames: {@code max_i x_i}, the <em>lighten</em> blend of star trails.
 *
 * <p>Folds the codes as they are: a maximum commutes with every rising curve, so gamma does not matter. Exact for every
 * sample type and independent of the order of frames. NaN is missing data: it never wins, and a sample that is NaN in
 * all frames stays NaN. A zero in the result is +0, so that the order of frames cannot show. The neutral element is 0 for
 * unsigned samples and NaN for float.
 *
 * <p>Cost: one pass over the block, 8 samples (8-bit), 4 (16-bit) or 1 (float) at a time; the state takes as many bytes
 * as the frame.
 */
public record MaxFold() implements Fold<Samples> {

    @Override
    public Samples start(SampleType type, int count) {
        return Samples.allocate(type, count);
    }

    @Override
    public void add(Samples state, Samples samples, int frame) {
        merge(state, samples);
    }

    @Override
    public void merge(Samples into, Samples from) {
        switch (into.type()) {
            case UINT8 -> maxLanes(into.words(), from.words(), into.wordCount(), 0x8080808080808080L, 7);
            case UINT16 -> maxLanes(into.words(), from.words(), into.wordCount(), 0x8000800080008000L, 15);
            case FLOAT32 -> maxFloats(into.values(), from.values(), into.count());
        }
    }

    @Override
    public Samples finish(Samples state) {
        return state;
    }

    @Override
    public long bytes(SampleType type, long count) {
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

    private static void maxFloats(float[] into, float[] from, int count) {
        for (int i = 0; i < count; i++) {
            float b = from[i];
            /* Seldom true once some frames are folded: a branch that is predicted costs less than a choice. */
            if (!(into[i] >= b) && !Float.isNaN(b)) {
                into[i] = b + 0.0f;
            }
        }
    }
}
