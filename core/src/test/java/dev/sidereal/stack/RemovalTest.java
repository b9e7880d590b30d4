package dev.sidereal.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Fold;
import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Camera;
import dev.sidereal.frame.Coding;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemovalTest {

    private static final Shape SHAPE = new Shape(31, 400, 3);
    private static final int RANKS = 4;
    private static final Set<Plane> PLANES = planes();

    private static Set<Plane> planes() {
        EnumSet<Plane> planes = EnumSet.copyOf(Plane.extremes(RANKS));
        planes.addAll(Set.of(Plane.SUM, Plane.SUMSQ, Plane.MIN));
        return planes;
    }

    @ParameterizedTest
    @EnumSource
    void the_greatest_codes_are_those_of_a_night_without_up_to_three_frames(SampleType type) {
        for (Set<Integer> out : List.of(Set.of(0), Set.of(2, 5), Set.of(1, 3, 7))) {
            Removal removal = Removal.of(night(type, 9, Set.of()), out);
            Stack truth = night(type, 9, out);
            assertThat(removal.unknownMost()).isZero();
            assertThat(numbers(removal.stack(), Plane.MAX)).isEqualTo(numbers(truth, Plane.MAX));
            assertThat(numbers(removal.stack(), Plane.WHEN)).isEqualTo(numbers(truth, Plane.WHEN));
            assertThat(removal.stack().planes()).doesNotContain(Plane.MIN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_night_of_four_frames_is_wholly_known(SampleType type) {
        Removal removal = Removal.of(night(type, 4, Set.of()), Set.of(1, 2));
        Stack truth = night(type, 4, Set.of(1, 2));
        assertThat(removal.unknownMost()).isZero();
        assertThat(removal.unknownSum()).isZero();
        for (Plane plane : truth.planes()) {
            if (removal.stack().planes().contains(plane)) {
                assertThat(numbers(removal.stack(), plane)).as("%s", plane).isEqualTo(numbers(truth, plane));
            }
        }
    }

    @Test
    void more_frames_than_the_list_holds_are_bounded_and_counted() {
        Stack night = night(SampleType.UINT8, 5, Set.of());
        Removal removal = Removal.of(night, Set.of(0, 1, 2, 3));
        ByteBuffer truth = numbers(night(SampleType.UINT8, 5, Set.of(0, 1, 2, 3)), Plane.MAX);
        ByteBuffer bound = numbers(removal.stack(), Plane.MAX);
        long wrong = IntStream.range(0, bound.limit())
                .filter(i -> bound.get(i) != truth.get(i))
                .count();
        assertThat(IntStream.range(0, bound.limit()).allMatch(i -> (bound.get(i) & 0xFF) >= (truth.get(i) & 0xFF)))
                .isTrue();
        assertThat(removal.unknownMost()).isGreaterThanOrEqualTo(wrong).isPositive();
    }

    @Test
    void what_is_not_in_the_list_leaves_the_mean_as_it_is() {
        Stack night = night(SampleType.UINT8, 30, Set.of());
        Removal removal = Removal.of(night, Set.of(4));
        ByteBuffer before = numbers(night, Plane.SUM);
        ByteBuffer after = numbers(removal.stack(), Plane.SUM);
        ByteBuffer truth = numbers(night(SampleType.UINT8, 30, Set.of(4)), Plane.SUM);
        int estimated = 0;
        for (int i = 0; i < SHAPE.samples(); i++) {
            long rest = after.getLong(8 * i);
            if (rest != truth.getLong(8 * i)) {
                assertThat(rest).isEqualTo(Math.round(before.getLong(8 * i) * 29.0 / 30));
                estimated++;
            }
        }
        assertThat(removal.unknownSum()).isBetween((long) estimated, estimated + 5L);
    }

    @Test
    void a_stack_without_lists_is_refused() {
        Stack stack = Stack.start(info(SampleType.UINT8), Set.of(Plane.WHEN), new ToneCurve.Srgb());
        assertThatThrownBy(() -> Removal.of(stack, Set.of(0)))
                .isInstanceOf(OptionException.class)
                .hasMessage("--without: expected a stack with the plane extremes, found [MAX, WHEN];"
                        + " fold the night with --planes extremes");
    }

    private static ByteBuffer numbers(Stack stack, Plane plane) {
        ByteBuffer all = ByteBuffer.allocate(
                        (int) SHAPE.samples() * stack.type(plane).bytes())
                .order(Raster.ORDER);
        for (int strip = 0; strip < stack.strips().count(); strip++) {
            stack.write(plane, strip, all);
        }
        return all.flip().order(Raster.ORDER);
    }

    private static FrameInfo info(SampleType type) {
        return new FrameInfo("f", SHAPE, type, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
    }

    private static Stack night(SampleType type, int frames, Set<Integer> out) {
        Stack stack = Stack.start(info(type), PLANES, new ToneCurve.Srgb());
        List<FrameRecord> records = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            FrameRecord record = new FrameRecord("f" + f, Optional.empty(), Optional.empty(), Optional.empty());
            records.add(out.contains(f) ? record.skip("out") : record);
            for (int strip = 0; strip < stack.strips().count() && !out.contains(f); strip++) {
                int count = stack.strips().samples(stack.strips().rows().get(strip));
                Random random = new Random(100L * f + strip);
                Samples samples = Samples.allocate(type, count);
                for (int i = 0; i < count; i++) {
                    int code = random.nextInt(100);
                    if (type == SampleType.FLOAT32) {
                        samples.values()[i] = code < 10 ? Float.NaN : code / 100f;
                    } else {
                        samples.code(i, code);
                    }
                }
                stack.add(strip, List.of(new Fold.Strip(samples, f)));
            }
        }
        stack.frames(records);
        return stack;
    }
}
