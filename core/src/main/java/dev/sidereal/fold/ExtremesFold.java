package dev.sidereal.fold;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code ranks} greatest codes of each sample, falling, and the frames that had them: the first is that of
 * {@link PeakFold}.
 *
 * <p>Exact and independent of the order of frames: of equal codes the frame with the smaller number comes first. NaN does
 * not enter; where fewer frames had data than there are ranks, the frame is -1 and the code 0 (float: NaN). A float zero
 * is +0. What would be in the list if some of its frames were left out is known as long as they are fewer than the ranks.
 *
 * <p>Cost: a frame is compared with the last rank, packed samples a word at a time; the list is only touched where a
 * code enters it. The state takes the bytes of the frame and four per sample, for each rank.
 *
 * @param ranks 2 to {@link Plane#MOST_RANKS}
 */
public record ExtremesFold(SampleType type, int ranks) implements Fold<ExtremesFold.Lists> {

    public ExtremesFold {
        if (ranks < 2 || ranks > Plane.MOST_RANKS) {
            throw new IllegalArgumentException(
                    "extremes: expected 2 to " + Plane.MOST_RANKS + " ranks, found " + ranks);
        }
    }

    /** For each rank the codes and frames of one block. */
    public static final class Lists {

        private final List<Samples> codes;
        private final int[][] frames;
        private final int count;
        private int latest = -1;
        private int folded;

        private Lists(List<Samples> codes, int[][] frames, int count) {
            this.codes = codes;
            this.frames = frames;
            this.count = count;
        }
    }

    @Override
    public Set<Plane> planes() {
        return Plane.extremes(ranks);
    }

    @Override
    public NumberType type(Plane plane) {
        return plane.isFrame() ? NumberType.INT32 : ExtremeFold.type(type);
    }

    @Override
    public Lists start(int count) {
        int[][] frames = new int[ranks][count];
        for (int[] rank : frames) {
            Arrays.fill(rank, -1);
        }
        return new Lists(
                Stream.generate(() -> Samples.allocate(type, count))
                        .limit(ranks)
                        .toList(),
                frames,
                count);
    }

    @Override
    public void add(Lists state, List<Strip> strips) {
        strips.stream().sorted(Comparator.comparingInt(Strip::frame)).forEach(strip -> {
            if (type == SampleType.FLOAT32) {
                addFloats(state, strip);
            } else {
                addCodes(state, strip);
            }
            state.latest = Math.max(state.latest, strip.frame());
            state.folded = Math.min(ranks, state.folded + 1);
        });
    }

    private void addCodes(Lists state, Strip strip) {
        Samples samples = strip.samples();
        if (state.folded < ranks) {
            for (int i = 0; i < state.count; i++) {
                insert(state, i, samples.code(i), strip.frame());
            }
            return;
        }
        long top = type == SampleType.UINT8 ? 0x8080808080808080L : 0x8000800080008000L;
        int bits = 8 * type.bytes();
        boolean isLater = strip.frame() > state.latest;
        long[] least = state.codes.get(ranks - 1).words();
        long[] words = samples.words();
        int count = samples.wordCount();
        for (int word = 0; word < count; word++) {
            long entering =
                    isLater ? ~atLeast(least[word], words[word], top) & top : atLeast(words[word], least[word], top);
            for (long left = entering; left != 0; left &= left - 1) {
                int i = word * (64 / bits) + Long.numberOfTrailingZeros(left) / bits;
                if (i < state.count) {
                    insert(state, i, samples.code(i), strip.frame());
                }
            }
        }
    }

    /* The top bit of each lane says whether a >= b there; ExtremeFold explains it. */
    private static long atLeast(long a, long b, long top) {
        long lowerGe = (a | top) - (b & ~top);
        return ((a & ~b) | (~(a ^ b) & lowerGe)) & top;
    }

    private void insert(Lists state, int i, int code, int frame) {
        int rank = ranks;
        while (rank > 0) {
            int above = state.codes.get(rank - 1).code(i);
            int whose = state.frames[rank - 1][i];
            if (whose >= 0 && (code < above || (code == above && frame > whose))) {
                break;
            }
            if (rank < ranks) {
                state.codes.get(rank).code(i, above);
                state.frames[rank][i] = whose;
            }
            rank--;
        }
        if (rank < ranks) {
            state.codes.get(rank).code(i, code);
            state.frames[rank][i] = frame;
        }
    }

    private void addFloats(Lists state, Strip strip) {
        float[] values = strip.samples().values();
        float[] least = state.codes.get(ranks - 1).values();
        for (int i = 0; i < state.count; i++) {
            if (!(least[i] > values[i]) && !Float.isNaN(values[i])) {
                insert(state, i, values[i] + 0.0f, strip.frame());
            }
        }
    }

    private void insert(Lists state, int i, float value, int frame) {
        int rank = ranks;
        while (rank > 0) {
            float above = state.codes.get(rank - 1).values()[i];
            int whose = state.frames[rank - 1][i];
            if (whose >= 0 && (value < above || (value == above && frame > whose))) {
                break;
            }
            if (rank < ranks) {
                state.codes.get(rank).values()[i] = above;
                state.frames[rank][i] = whose;
            }
            rank--;
        }
        if (rank < ranks) {
            state.codes.get(rank).values()[i] = value;
            state.frames[rank][i] = frame;
        }
    }

    @Override
    public void merge(Lists into, Lists from, int shift) {
        for (int rank = 0; rank < ranks; rank++) {
            Samples codes = from.codes.get(rank);
            int[] frames = from.frames[rank];
            for (int i = 0; i < into.count; i++) {
                if (frames[i] >= 0 && type == SampleType.FLOAT32) {
                    insert(into, i, codes.values()[i], frames[i] + shift);
                } else if (frames[i] >= 0) {
                    insert(into, i, codes.code(i), frames[i] + shift);
                }
            }
        }
        into.latest = Math.max(into.latest, from.latest < 0 ? -1 : from.latest + shift);
        into.folded = Math.min(ranks, into.folded + from.folded);
    }

    @Override
    public void write(Lists state, Plane plane, ByteBuffer out) {
        if (!plane.isFrame()) {
            state.codes.get(plane.rank() - 1).put(out);
            return;
        }
        for (int frame : state.frames[plane.rank() - 1]) {
            out.putInt(frame);
        }
    }

    @Override
    public void read(Lists state, Plane plane, ByteBuffer in) {
        if (!plane.isFrame()) {
            state.codes.get(plane.rank() - 1).take(in);
            return;
        }
        int[] frames = state.frames[plane.rank() - 1];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = in.getInt();
            state.latest = Math.max(state.latest, frames[i]);
        }
        /* Unsigned samples fill the list alike. */
        if (frames.length > 0 && frames[0] >= 0) {
            state.folded = Math.max(state.folded, plane.rank());
        }
    }

    @Override
    public long bytes(long count, int frames) {
        return ranks * (Samples.bytes(type, count) + 4 * count);
    }
}
