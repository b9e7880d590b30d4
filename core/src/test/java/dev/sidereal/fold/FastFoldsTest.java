package dev.sidereal.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast loops against plain ones, on blocks of many words and frames in any order, several at once. */
class FastFoldsTest {

    /* More than two tiles of 4096 bytes, and a last word that is not full. */
    private static final int COUNT = 9003;
    private static final int FRAMES = 23;
    private static final LightScale SRGB = new LightScale(SampleType.UINT8, new ToneCurve.Srgb());

    private final Random random = new Random(41);

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16"})
    void peaks_and_their_frames_are_those_of_a_plain_loop_in_any_order(SampleType type) {
        List<Fold.Strip> strips = strips(type, 12);
        for (int trial = 0; trial < 4; trial++) {
            PeakFold fold = new PeakFold(type);
            PeakFold.Peaks state = fold.start(COUNT);
            batches(strips).forEach(batch -> fold.add(state, batch));
            ByteBuffer most = write(fold, state, Plane.MAX);
            ByteBuffer when = write(fold, state, Plane.WHEN);
            for (int i = 0; i < COUNT; i++) {
                int best = 0;
                for (int f = 1; f < FRAMES; f++) {
                    boolean greater = strips.get(f).samples().code(i)
                            > strips.get(best).samples().code(i);
                    best = greater ? f : best;
                }
                int code = type == SampleType.UINT8 ? most.get() & 0xFF : most.getShort() & 0xFFFF;
                assertThat(code).isEqualTo(strips.get(best).samples().code(i));
                assertThat(when.getInt()).as("frame of sample %d", i).isEqualTo(best);
            }
        }
    }

    @Test
    void moments_are_the_numbers_of_the_folds_of_sums_and_of_squares() {
        List<Fold.Strip> strips = strips(SampleType.UINT8, 256);
        MomentsFold both = new MomentsFold(SRGB);
        MomentsFold.Moments moments = both.start(COUNT);
        batches(strips).forEach(batch -> both.add(moments, batch));
        assertThat(write(both, moments, Plane.SUM)).isEqualTo(folded(new LightFold(SRGB), strips, Plane.SUM));
        assertThat(write(both, moments, Plane.SUMSQ)).isEqualTo(folded(new SquareFold(SRGB), strips, Plane.SUMSQ));
    }

    @Test
    void white_is_added_without_overflow_beyond_the_frames_that_fit_in_halves() {
        Samples white = Samples.allocate(SampleType.UINT8, 9);
        IntStream.range(0, 9).forEach(i -> white.code(i, 255));
        List<Fold.Strip> four = Collections.nCopies(4, new Fold.Strip(white, 0));
        MomentsFold fold = new MomentsFold(SRGB);
        MomentsFold.Moments state = fold.start(9);
        IntStream.range(0, 1025).forEach(i -> fold.add(state, four));
        ByteBuffer sums = write(fold, state, 9, Plane.SUM);
        ByteBuffer squares = write(fold, state, 9, Plane.SUMSQ);
        for (int i = 0; i < 9; i++) {
            assertThat(sums.getLong()).isEqualTo(4100L << 20);
            assertThat(squares.getLong()).isEqualTo(4100L << 40);
        }
    }

    @Test
    void sums_that_were_read_back_or_merged_go_on_until_they_no_longer_fit() {
        Samples white = Samples.allocate(SampleType.UINT8, 9);
        IntStream.range(0, 9).forEach(i -> white.code(i, 255));
        List<Fold.Strip> one = List.of(new Fold.Strip(white, 0));
        LightFold fold = new LightFold(SRGB);
        LightFold.Sums state = fold.start(9);
        IntStream.range(0, 3000).forEach(i -> fold.add(state, one));
        LightFold.Sums read = fold.start(9);
        fold.read(read, Plane.SUM, write(fold, state, 9, Plane.SUM));
        IntStream.range(0, 1500).forEach(i -> fold.add(read, one));
        fold.merge(read, state, 0);
        ByteBuffer sums = write(fold, read, 9, Plane.SUM);
        for (int i = 0; i < 9; i++) {
            assertThat(sums.getLong()).isEqualTo(7500L << 20);
        }
    }

    private <S> ByteBuffer folded(Fold<S> fold, List<Fold.Strip> strips, Plane plane) {
        S state = fold.start(COUNT);
        strips.forEach(strip -> fold.add(state, List.of(strip)));
        return write(fold, state, plane);
    }

    private static <S> ByteBuffer write(Fold<S> fold, S state, Plane plane) {
        return write(fold, state, COUNT, plane);
    }

    private static <S> ByteBuffer write(Fold<S> fold, S state, int count, Plane plane) {
        ByteBuffer out = ByteBuffer.allocate(count * fold.type(plane).bytes());
        fold.write(state, plane, out);
        return out.flip();
    }

    /* Few different codes make many equal ones. */
    private List<Fold.Strip> strips(SampleType type, int codes) {
        return IntStream.range(0, FRAMES)
                .mapToObj(frame -> {
                    Samples samples = Samples.allocate(type, COUNT);
                    for (int i = 0; i < COUNT; i++) {
                        samples.code(i, random.nextInt(codes) * (type == SampleType.UINT8 ? 1 : 5000));
                    }
                    return new Fold.Strip(samples, frame);
                })
                .toList();
    }

    private List<List<Fold.Strip>> batches(List<Fold.Strip> strips) {
        List<Fold.Strip> shuffled = new ArrayList<>(strips);
        Collections.shuffle(shuffled, random);
        List<List<Fold.Strip>> batches = new ArrayList<>();
        for (int from = 0; from < FRAMES; ) {
            int to = Math.min(FRAMES, from + 1 + random.nextInt(7));
            batches.add(shuffled.subList(from, to));
            from = to;
        }
        return batches;
    }
}
