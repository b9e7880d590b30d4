package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * The sum of linear light of each 8-bit sample and the sum of its squares, in one pass: the numbers of {@link LightFold}
 * and {@link SquareFold}, bit for bit.
 *
 * <p>The light l of a code needs 21 bits, its square 41. As {@code l^2 = 2 T + l} with the triangular number
 * {@code T = l (l - 1) / 2 < 2^39}, one 64-bit number holds both, {@code T * 2^23 + l}, and so does the sum of four of
 * them. A table of all pairs of codes gives that sum for one sample of two frames by a single look-up; frames that come
 * four at once cost half an addition each.
 *
 * <p>Cost: the state of both folds, and 512 KiB for the table, of which frames of one scene use a small part.
 */
public final class MomentsFold implements Fold<MomentsFold.Moments> {

    private static final int LIGHT_BITS = 23;
    private static final long LIGHT = (1L << LIGHT_BITS) - 1;
    private static final long EVEN = 0x00FF00FF00FF00FFL;

    private final LightFold light;
    private final SquareFold square;
    private final long[] pairs = new long[1 << 16];

    /** A fold for 8-bit samples. */
    public MomentsFold(LightScale scale) {
        if (scale.type() != SampleType.UINT8) {
            throw new IllegalArgumentException("moments: expected 8-bit samples, found " + scale.type());
        }
        this.light = new LightFold(scale);
        this.square = new SquareFold(scale);
        int[] lights = scale.table();
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = packed(lights[i & 0xFF]) + packed(lights[i >> 8]);
        }
    }

    private static long packed(long light) {
        return ((light * (light - 1) / 2) << LIGHT_BITS) | light;
    }

    /** Sums and sums of squares of one block of samples. */
    public static final class Moments {

        private final LightFold.Sums sums;
        private final long[] squares;

        private Moments(LightFold.Sums sums, long[] squares) {
            this.sums = sums;
            this.squares = squares;
        }
    }

    @Override
    public Set<Plane> planes() {
        return Set.of(Plane.SUM, Plane.SUMSQ);
    }

    @Override
    public NumberType type(Plane plane) {
        return NumberType.INT64;
    }

    @Override
    public Moments start(int count) {
        return new Moments(light.start(count), square.start(count));
    }

    @Override
    public void add(Moments state, List<Strip> strips) {
        int done = 0;
        for (; done + 4 <= strips.size(); done += 4) {
            addFour(state, strips.subList(done, done + 4));
        }
        if (done + 2 <= strips.size()) {
            addTwo(state, strips.subList(done, done + 2));
            done += 2;
        }
        light.add(state.sums, strips.subList(done, strips.size()));
        square.add(state.squares, strips.subList(done, strips.size()));
    }

    /* A word of each frame becomes four pairs of codes of even samples, and four of odd ones. */
    private void addFour(Moments state, List<Strip> four) {
        long[] table = pairs;
        int last = table.length - 1;
        long[] halves = light.makeRoom(state.sums, 4);
        long[] squares = state.squares;
        long[] a = four.get(0).samples().words();
        long[] b = four.get(1).samples().words();
        long[] c = four.get(2).samples().words();
        long[] d = four.get(3).samples().words();
        int whole = squares.length / 8;
        for (int i = 0; i < whole; i++) {
            long x = a[i];
            long y = b[i];
            long even = (x & EVEN) | ((y & EVEN) << 8);
            long odd = ((x >>> 8) & EVEN) | (y & ~EVEN);
            x = c[i];
            y = d[i];
            long even2 = (x & EVEN) | ((y & EVEN) << 8);
            long odd2 = ((x >>> 8) & EVEN) | (y & ~EVEN);
            int at = i << 2;
            int to = i << 3;
            long p = table[(int) even & last] + table[(int) even2 & last];
            long q = table[(int) odd & last] + table[(int) odd2 & last];
            halves[at] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to] += square(p);
            squares[to + 1] += square(q);
            p = table[(int) (even >>> 16) & last] + table[(int) (even2 >>> 16) & last];
            q = table[(int) (odd >>> 16) & last] + table[(int) (odd2 >>> 16) & last];
            halves[at + 1] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to + 2] += square(p);
            squares[to + 3] += square(q);
            p = table[(int) (even >>> 32) & last] + table[(int) (even2 >>> 32) & last];
            q = table[(int) (odd >>> 32) & last] + table[(int) (odd2 >>> 32) & last];
            halves[at + 2] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to + 4] += square(p);
            squares[to + 5] += square(q);
            p = table[(int) (even >>> 48) & last] + table[(int) (even2 >>> 48) & last];
            q = table[(int) (odd >>> 48) & last] + table[(int) (odd2 >>> 48) & last];
            halves[at + 3] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to + 6] += square(p);
            squares[to + 7] += square(q);
        }
        four.forEach(strip -> addRest(state, strip));
    }

    private void addTwo(Moments state, List<Strip> two) {
        long[] table = pairs;
        int last = table.length - 1;
        long[] halves = light.makeRoom(state.sums, 2);
        long[] squares = state.squares;
        long[] a = two.get(0).samples().words();
        long[] b = two.get(1).samples().words();
        int whole = squares.length / 8;
        for (int i = 0; i < whole; i++) {
            long x = a[i];
            long y = b[i];
            long even = (x & EVEN) | ((y & EVEN) << 8);
            long odd = ((x >>> 8) & EVEN) | (y & ~EVEN);
            int at = i << 2;
            int to = i << 3;
            long p = table[(int) even & last];
            long q = table[(int) odd & last];
            halves[at] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to] += square(p);
            squares[to + 1] += square(q);
            p = table[(int) (even >>> 16) & last];
            q = table[(int) (odd >>> 16) & last];
            halves[at + 1] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to + 2] += square(p);
            squares[to + 3] += square(q);
            p = table[(int) (even >>> 32) & last];
            q = table[(int) (odd >>> 32) & last];
            halves[at + 2] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to + 4] += square(p);
            squares[to + 5] += square(q);
            p = table[(int) (even >>> 48) & last];
            q = table[(int) (odd >>> 48) & last];
            halves[at + 3] += (p & LIGHT) | ((q & LIGHT) << 32);
            squares[to + 6] += square(p);
            squares[to + 7] += square(q);
        }
        two.forEach(strip -> addRest(state, strip));
    }

    private static long square(long packed) {
        return 2 * (packed >>> LIGHT_BITS) + (packed & LIGHT);
    }

    /* The samples of the last word, where it is not full. */
    private void addRest(Moments state, Strip strip) {
        long[] squares = state.squares;
        for (int i = squares.length / 8 * 8; i < squares.length; i++) {
            long packed = pairs[strip.samples().code(i)]; // code 0, the other of the pair, is no light
            state.sums.add(i, packed & LIGHT);
            squares[i] += square(packed);
        }
    }

    @Override
    public void merge(Moments into, Moments from, int shift) {
        light.merge(into.sums, from.sums, shift);
        square.merge(into.squares, from.squares, shift);
    }

    @Override
    public void write(Moments state, Plane plane, ByteBuffer out) {
        if (plane == Plane.SUM) {
            light.write(state.sums, plane, out);
        } else {
            square.write(state.squares, plane, out);
        }
    }

    @Override
    public void read(Moments state, Plane plane, ByteBuffer in) {
        if (plane == Plane.SUM) {
            light.read(state.sums, plane, in);
        } else {
            square.read(state.squares, plane, in);
        }
    }

    @Override
    public long bytes(long count, int frames) {
        return light.bytes(count, frames) + square.bytes(count, frames);
    }
}
