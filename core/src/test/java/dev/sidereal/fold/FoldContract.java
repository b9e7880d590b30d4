package dev.sidereal.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The laws of every fold. A subclass names the fold and what its result should be. */
public abstract class FoldContract<S> {

    private static final int FRAMES = 9;
    /* Odd, so that the last packed word is not full. */
    private static final Shape SHAPE = new Shape(7, 3, 3);
    private static final Rows ALL = new Rows(0, 3);

    protected abstract Fold<S> fold();

    /** The result for one sample, computed in the plainest way from its values in all frames, in order. */
    protected abstract double expected(double[] values);

    /** How far float results may differ; unsigned results may not differ at all. */
    protected double floatTolerance() {
        return 0;
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void equals_the_plain_computation_for_every_sample(SampleType type) {
        List<Raster> frames = frames(type);
        S state = foldAll(type, frames, order());
        Raster result = finish(state);
        for (int i = 0; i < SHAPE.samples(); i++) {
            int sample = i;
            double[] values = frames.stream().mapToDouble(f -> f.get(sample)).toArray();
            double tolerance = type == SampleType.FLOAT32 ? floatTolerance() : 0;
            if (Double.isNaN(expected(values))) {
                assertThat(result.get(i)).isNaN();
            } else {
                assertThat(result.get(i)).isBetween(expected(values) - tolerance, expected(values) + tolerance);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void merging_the_neutral_state_changes_nothing_from_either_side(SampleType type) {
        List<Raster> frames = frames(type);
        S folded = foldAll(type, frames, order());
        S neutral = start(type);
        fold().merge(neutral, folded);
        S untouched = foldAll(type, frames, order());
        fold().merge(untouched, start(type));
        assertThat(bits(neutral)).isEqualTo(bits(folded));
        assertThat(bits(untouched)).isEqualTo(bits(folded));
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void any_split_and_any_order_give_the_same_bits(SampleType type) {
        List<Raster> frames = frames(type);
        List<Long> whole = bits(foldAll(type, frames, order()));
        Random random = new Random(5);
        for (int trial = 0; trial < 20; trial++) {
            List<Integer> shuffled = new ArrayList<>(order());
            Collections.shuffle(shuffled, random);
            int cut = random.nextInt(FRAMES + 1);
            S first = foldAll(type, frames, shuffled.subList(0, cut));
            S second = foldAll(type, frames, shuffled.subList(cut, FRAMES));
            fold().merge(first, second);
            assertThat(bits(first)).as("split of %s at %d", shuffled, cut).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void finishing_does_not_disturb_the_state(SampleType type) {
        List<Raster> frames = frames(type);
        S state = foldAll(type, frames, order().subList(0, 4));
        bits(state);
        for (int i : order().subList(4, FRAMES)) {
            fold().add(state, samples(frames.get(i)), i);
        }
        assertThat(bits(state)).isEqualTo(bits(foldAll(type, frames, order())));
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void promises_at_least_the_bytes_of_the_samples(SampleType type) {
        assertThat(fold().bytes(type, SHAPE.samples())).isGreaterThanOrEqualTo(SHAPE.samples() * type.bytes());
    }

    private S start(SampleType type) {
        return fold().start(type, (int) SHAPE.samples());
    }

    private S foldAll(SampleType type, List<Raster> frames, List<Integer> order) {
        S state = start(type);
        order.forEach(i -> fold().add(state, samples(frames.get(i)), i));
        return state;
    }

    private Raster finish(S state) {
        Samples finished = fold().finish(state);
        Raster raster = Raster.allocate(SHAPE, finished.type());
        finished.store(raster, ALL);
        return raster;
    }

    private List<Long> bits(S state) {
        Raster raster = finish(state);
        return IntStream.range(0, (int) SHAPE.samples())
                .mapToObj(i -> Double.doubleToRawLongBits(raster.get(i)))
                .toList();
    }

    private static Samples samples(Raster frame) {
        Samples samples = Samples.allocate(frame.type(), (int) SHAPE.samples());
        samples.load(frame, ALL);
        return samples;
    }

    private static List<Integer> order() {
        return IntStream.range(0, FRAMES).boxed().toList();
    }

    /* Every sample meets the ends of its range; float ones also NaN, infinities and both zeros. */
    private static List<Raster> frames(SampleType type) {
        Random random = new Random(7);
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, -1, 1};
        return order().stream()
                .map(f -> {
                    Raster raster = Raster.allocate(SHAPE, type);
                    for (int i = 0; i < SHAPE.samples(); i++) {
                        double value = switch (type) {
                            case UINT8 -> random.nextInt(4) == 0 ? 255 * random.nextInt(2) : random.nextInt(256);
                            case UINT16 -> random.nextInt(4) == 0 ? 65535 * random.nextInt(2) : random.nextInt(65536);
                            case FLOAT32 ->
                                random.nextInt(3) == 0
                                        ? special[random.nextInt(special.length)]
                                        : random.nextGaussian();
                        };
                        raster.set(i, i == 0 && type == SampleType.FLOAT32 ? Double.NaN : value);
                    }
                    return raster;
                })
                .toList();
    }
}
