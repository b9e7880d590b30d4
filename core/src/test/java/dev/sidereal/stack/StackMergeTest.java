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
import dev.sidereal.image.Rows;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Samples;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackMergeTest {

    /* Several strips, the last one smaller. */
    private static final Shape COLOUR = new Shape(37, 1300, 3);
    private static final Set<Plane> ALL = Plane.USUAL;
    private static final ToneCurve SRGB = new ToneCurve.Srgb();

    @ParameterizedTest
    @EnumSource
    void two_halves_are_the_whole_in_every_plane(SampleType type) {
        for (int cut = 0; cut <= 5; cut++) {
            Stack whole = stack(COLOUR, type, ALL, SRGB, 0, 5);
            Stack first = stack(COLOUR, type, ALL, SRGB, 0, cut);
            Stack second = stack(COLOUR, type, ALL, SRGB, cut, 5);
            List<ByteBuffer> before = numbers(second);
            first.merge(second, Stack.Repeats.REFUSE);
            assertThat(numbers(first)).as("cut at %d", cut).isEqualTo(numbers(whole));
            assertThat(first.frames()).isEqualTo(whole.frames());
            assertThat(numbers(second)).isEqualTo(before);
        }
    }

    @Test
    void a_frame_that_is_inside_already_is_refused_and_the_stack_stays_as_it_was() {
        Stack first = stack(COLOUR, SampleType.UINT8, ALL, SRGB, 0, 3);
        Stack second = stack(COLOUR, SampleType.UINT8, ALL, SRGB, 1, 4);
        List<ByteBuffer> before = numbers(first);
        assertThatThrownBy(() -> first.merge(second, Stack.Repeats.REFUSE))
                .isInstanceOf(OptionException.class)
                .hasMessage(
                        "frame1: expected a frame that is not in the stack yet, found it there as frame1, and 1 more;"
                                + " leave it out, for its light would count twice");
        assertThat(numbers(first)).isEqualTo(before);
        assertThat(first.frames()).hasSize(3);
        first.merge(second, Stack.Repeats.ALLOW);
        assertThat(first.frames())
                .extracting(FrameRecord::name)
                .containsExactly("frame0", "frame1", "frame2", "frame1", "frame2", "frame3");
    }

    @Test
    void stacks_of_different_kinds_are_refused() {
        Stack stack = stack(COLOUR, SampleType.UINT8, Set.of(Plane.MAX), SRGB, 0, 1);
        refused(
                stack,
                stack(COLOUR, SampleType.UINT8, Set.of(Plane.MIN), SRGB, 1, 2),
                "stacks: expected equal planes, found [MAX] and [MIN]; only stacks of one kind can be merged");
        refused(
                stack,
                stack(new Shape(37, 1300, 1), SampleType.UINT8, Set.of(Plane.MAX), SRGB, 1, 2),
                "stacks: expected equal size and depth, found 37x1300 colour, 8-bit and 37x1300 mono, 8-bit;"
                        + " only stacks of one kind can be merged");
        refused(
                stack,
                stack(COLOUR, SampleType.UINT8, Set.of(Plane.MAX), new ToneCurve.Gamma(2.2), 1, 2),
                "stacks: expected equal encoding, found srgb and gamma:2.2; only stacks of one kind can be merged");
    }

    private static void refused(Stack stack, Stack later, String message) {
        assertThatThrownBy(() -> stack.merge(later, Stack.Repeats.REFUSE))
                .isInstanceOf(OptionException.class)
                .hasMessage(message);
    }

    private static Stack stack(Shape shape, SampleType type, Set<Plane> planes, ToneCurve curve, int from, int to) {
        FrameInfo first =
                new FrameInfo("frame0", shape, type, Optional.empty(), Optional.empty(), Camera.UNKNOWN, Coding.UNSAID);
        Stack stack = Stack.start(first, planes, curve);
        List<FrameRecord> records = new ArrayList<>();
        for (int frame = from; frame < to; frame++) {
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                Rows rows = stack.strips().rows().get(strip);
                Samples samples = noise(type, stack.strips().samples(rows), 100 * frame + strip);
                stack.add(strip, List.of(new Fold.Strip(samples, frame - from)));
            }
            records.add(new FrameRecord(
                    "frame" + frame,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new FrameRecord.Content(1000, "hash" + frame)),
                    Optional.empty()));
        }
        stack.frames(records);
        return stack;
    }

    /* Few different values, so that frames are often equal. */
    private static Samples noise(SampleType type, int count, int seed) {
        Random random = new Random(seed);
        Samples samples = Samples.allocate(type, count);
        for (int i = 0; i < count; i++) {
            int value = random.nextInt(5);
            if (type == SampleType.FLOAT32) {
                samples.values()[i] = value == 0 ? Float.NaN : value / 4f;
            } else {
                samples.code(i, value * 60);
            }
        }
        return samples;
    }

    private static List<ByteBuffer> numbers(Stack stack) {
        List<ByteBuffer> numbers = new ArrayList<>();
        for (Plane plane : stack.planes()) {
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                int samples = stack.strips().samples(stack.strips().rows().get(strip));
                ByteBuffer out = ByteBuffer.allocate(samples * stack.type(plane).bytes());
                stack.write(plane, strip, out);
                numbers.add(out.flip());
            }
        }
        return numbers;
    }
}
