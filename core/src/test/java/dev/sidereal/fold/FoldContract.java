package dev.sidereal.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidereal.image.Raster;
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The laws of every fold. A subclass names the fold, its sample type and what its numbers should be. */
public abstract class FoldContract<S> {

    private static final int FRAMES = 9;
    /* Odd, so that the last packed word is not full. */
    private static final Shape SHAPE = new Shape(7, 3, 3);
    private static final int COUNT = (int) SHAPE.samples();

    private final Fold<S> fold;
    private final SampleType type;
    private final List<Raster> frames;

    protected FoldContract(Fold<S> fold, SampleType type) {
        this.fold = fold;
        this.type = type;
        this.frames = frames(type);
    }

    /** The number of a plane for one sample, computed in the plainest way from its values in all frames, in order. */
    protected abstract double expected(Plane plane, double[] values);

    @TestFactory
    Stream<DynamicTest> equals_the_plain_computation_for_every_sample() {
        return fold.planes().stream()
                .map(plane -> DynamicTest.dynamicTest(plane.name(), () -> {
                    double[] numbers = numbers(plane, written(foldOneByOne(order()), plane));
                    for (int i = 0; i < COUNT; i++) {
                        int sample = i;
                        double[] values =
                                frames.stream().mapToDouble(f -> f.get(sample)).toArray();
                        /* As objects: NaN equals itself, and -0 is not 0. */
                        assertThat(Double.valueOf(numbers[i]))
                                .as("sample %d of %s", i, plane)
                                .isEqualTo(Double.valueOf(expected(plane, values)));
                    }
                }));
    }

    @Test
    void merging_the_neutral_state_changes_nothing_from_either_side() {
        S folded = foldOneByOne(order());
        S neutral = fold.start(COUNT);
        fold.merge(neutral, folded, 0);
        assertThat(write(neutral)).isEqualTo(write(folded));
        fold.merge(folded, fold.start(COUNT), 3);
        assertThat(write(folded)).isEqualTo(write(neutral));
    }

    @Test
    void any_split_and_any_order_give_the_same_bits() {
        Map<Plane, ByteBuffer> whole = write(foldOneByOne(order()));
        Random random = new Random(5);
        for (int trial = 0; trial < 40; trial++) {
            List<Integer> shuffled = new ArrayList<>(order());
            Collections.shuffle(shuffled, random);
            int cut = random.nextInt(FRAMES + 1);
            S first = foldOneByOne(shuffled.subList(0, cut));
            fold.merge(first, foldOneByOne(shuffled.subList(cut, FRAMES)), 0);
            assertThat(write(first)).as("split of %s at %d", shuffled, cut).isEqualTo(whole);
        }
    }

    @Test
    void merging_later_frames_that_are_numbered_from_0_again_gives_the_same_bits() {
        Map<Plane, ByteBuffer> whole = write(foldOneByOne(order()));
        for (int cut = 0; cut <= FRAMES; cut++) {
            S earlier = foldOneByOne(order().subList(0, cut));
            fold.merge(earlier, foldOneByOne(order().subList(cut, FRAMES), cut), cut);
            assertThat(write(earlier)).as("cut at %d", cut).isEqualTo(whole);
            S later = foldOneByOne(order().subList(cut, FRAMES), cut);
            S shifted = fold.start(COUNT);
            fold.merge(shifted, later, cut);
            fold.merge(shifted, foldOneByOne(order().subList(0, cut)), 0);
            assertThat(write(shifted)).as("later first, cut at %d", cut).isEqualTo(whole);
        }
    }

    @Test
    void adding_several_frames_at_once_is_adding_them_one_by_one() {
        Map<Plane, ByteBuffer> whole = write(foldOneByOne(order()));
        for (int atOnce = 2; atOnce <= FRAMES; atOnce++) {
            S state = fold.start(COUNT);
            for (int i = 0; i < FRAMES; i += atOnce) {
                fold.add(
                        state,
                        order().subList(i, Math.min(FRAMES, i + atOnce)).stream()
                                .map(this::strip)
                                .toList());
            }
            assertThat(write(state)).as("%d at once", atOnce).isEqualTo(whole);
        }
    }

    @Test
    void a_state_that_was_written_and_read_goes_on_as_if_nothing_had_happened() {
        for (int cut = 0; cut <= FRAMES; cut++) {
            S before = foldOneByOne(order().subList(0, cut));
            S read = fold.start(COUNT);
            write(before).forEach((plane, bytes) -> fold.read(read, plane, bytes));
            assertThat(write(read)).as("after %d frames", cut).isEqualTo(write(before));
            order().subList(cut, FRAMES).forEach(i -> fold.add(read, List.of(strip(i))));
            assertThat(write(read)).isEqualTo(write(foldOneByOne(order())));
        }
    }

    @Test
    void writing_does_not_disturb_the_state() {
        S state = foldOneByOne(order().subList(0, 4));
        write(state);
        order().subList(4, FRAMES).forEach(i -> fold.add(state, List.of(strip(i))));
        assertThat(write(state)).isEqualTo(write(foldOneByOne(order())));
    }

    @Test
    void bytes_are_written_in_the_order_of_the_buffer() {
        S state = foldOneByOne(order());
        for (Plane plane : fold.planes()) {
            ByteBuffer little = buffer(plane).order(ByteOrder.LITTLE_ENDIAN);
            fold.write(state, plane, little);
            assertThat(numbers(plane, little.flip().order(ByteOrder.LITTLE_ENDIAN)))
                    .isEqualTo(numbers(plane, written(state, plane)));
        }
    }

    private S foldOneByOne(List<Integer> order) {
        return foldOneByOne(order, 0);
    }

    /* The frames have the numbers they have when the list of frames begins with frame `first`. */
    private S foldOneByOne(List<Integer> order, int first) {
        S state = fold.start(COUNT);
        order.forEach(i -> fold.add(state, List.of(new Fold.Strip(strip(i).samples(), i - first))));
        return state;
    }

    private Fold.Strip strip(int frame) {
        Samples samples = Samples.allocate(type, COUNT);
        samples.load(frames.get(frame), new Rows(0, SHAPE.height()));
        return new Fold.Strip(samples, frame);
    }

    private ByteBuffer buffer(Plane plane) {
        return ByteBuffer.allocate(COUNT * fold.type(plane).bytes());
    }

    private ByteBuffer written(S state, Plane plane) {
        ByteBuffer out = buffer(plane);
        fold.write(state, plane, out);
        assertThat(out.hasRemaining()).isFalse();
        return out.flip();
    }

    private Map<Plane, ByteBuffer> write(S state) {
        Map<Plane, ByteBuffer> written = new EnumMap<>(Plane.class);
        fold.planes().forEach(plane -> written.put(plane, written(state, plane)));
        return written;
    }

    private double[] numbers(Plane plane, ByteBuffer bytes) {
        ByteBuffer in = bytes.duplicate().order(bytes.order());
        return IntStream.range(0, COUNT)
                .mapToDouble(i -> switch (fold.type(plane)) {
                    case UINT8 -> in.get() & 0xFF;
                    case UINT16 -> in.getShort() & 0xFFFF;
                    case INT32 -> in.getInt();
                    case INT64 -> in.getLong();
                    case FLOAT32 -> in.getFloat();
                })
                .toArray();
    }

    private static List<Integer> order() {
        return IntStream.range(0, FRAMES).boxed().toList();
    }

    /* Every sample meets the ends of its range and equal values; float ones also NaN, infinities and both zeros. */
    private static List<Raster> frames(SampleType type) {
        Random random = new Random(7);
        float[] special = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0.0f, 0.0f, -1, 1, 129};
        return order().stream()
                .map(f -> {
                    Raster raster = Raster.allocate(SHAPE, type);
                    for (int i = 0; i < COUNT; i++) {
                        boolean rare = random.nextInt(3) == 0;
                        double value = switch (type) {
                            case UINT8 -> rare ? 255 * random.nextInt(2) : random.nextInt(256);
                            case UINT16 -> rare ? 65535 * random.nextInt(2) : random.nextInt(65536);
                            case FLOAT32 -> rare ? special[random.nextInt(special.length)] : random.nextGaussian();
                        };
                        raster.set(i, i == 0 && type == SampleType.FLOAT32 ? Double.NaN : i == 1 ? 0 : value);
                    }
                    return raster;
                })
                .toList();
    }
}
