package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.FrameRecord;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeginningTest {

    private static final Shape SHAPE = new Shape(101, 67, 3);
    private static final Set<Plane> ALL =
            EnumSet.of(Plane.COUNT, Plane.MAX, Plane.WHEN, Plane.MIN, Plane.SUM, Plane.SUMSQ);

    private final LocalEngine engine = new LocalEngine();

    /** Copies of the state, as a file would keep it. */
    private static final class Kept implements Checkpoints {

        private final List<Stack> copies = new ArrayList<>();
        private final CountDownLatch once = new CountDownLatch(1);

        @Override
        public Duration interval() {
            return Duration.ofNanos(1);
        }

        @Override
        public void save(Stack stack) {
            copies.add(copy(stack));
            once.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void a_run_goes_on_from_any_checkpoint_with_the_same_numbers(SampleType type) throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, type, 12, 5);
        Kept kept = new Kept();
        night.keepLastUntil(kept.once);
        Stack whole = engine.run(recipe(2), night, new Beginning.Fresh(), kept, Progress.NONE);
        assertThat(kept.copies).isNotEmpty();
        for (Stack checkpoint : kept.copies) {
            Stack resumed =
                    engine.run(recipe(3), night, new Beginning.Resumed(checkpoint), Checkpoints.NONE, Progress.NONE);
            requireEqual(resumed, whole);
        }
    }

    @Test
    void frames_that_are_added_to_a_saved_stack_are_numbered_behind_its_own() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 6);
        Stack first = engine.run(recipe(2), night, Progress.NONE);
        Stack both = engine.run(
                recipe(2), night, new Beginning.Onto(first, Stack.Repeats.ALLOW), Checkpoints.NONE, Progress.NONE);
        assertThat(both.frames()).hasSize(12).allMatch(FrameRecord::used);
        Stack once = engine.run(recipe(1), night, Progress.NONE);
        once.merge(engine.run(recipe(1), night, Progress.NONE), Stack.Repeats.ALLOW);
        requireEqual(both, once);
    }

    @Test
    void a_checkpoint_that_fails_is_said_and_the_run_goes_on() throws Exception {
        List<RunEvent> events = new ArrayList<>();
        CountDownLatch once = new CountDownLatch(1);
        Checkpoints full = new Checkpoints() {
            @Override
            public Duration interval() {
                return Duration.ofNanos(1);
            }

            @Override
            public void save(Stack stack) throws IOException {
                once.countDown();
                throw new IOException("disk full");
            }
        };
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 12);
        night.keepLastUntil(once);
        Stack stack = engine.run(recipe(2), night, new Beginning.Fresh(), full, events::add);
        requireEqual(stack, engine.run(recipe(2), night, Progress.NONE));
        assertThat(events).contains(new RunEvent.NotKept("disk full"));
    }

    @Test
    void a_night_of_another_kind_does_not_go_on() throws Exception {
        Stack saved = engine.run(recipe(2), new MemoryFrames(SHAPE, SampleType.UINT8, 2), Progress.NONE);
        MemoryFrames other = new MemoryFrames(SHAPE, SampleType.UINT16, 2);
        refused(
                other,
                new Beginning.Onto(saved, Stack.Repeats.ALLOW),
                "--continue: expected frames of 101x67 colour, 8-bit, found 101x67 colour, 16-bit; only frames of one"
                        + " kind can be in a stack");
        refused(
                new MemoryFrames(SHAPE, SampleType.UINT8, 3),
                new Beginning.Resumed(saved),
                "--resume: expected the frames of the checkpoint, found frame0 as number 1; give the same frames, or"
                        + " start anew without --resume");
        assertThat(saved.frames()).hasSize(2);
    }

    private void refused(MemoryFrames night, Beginning beginning, String sentence) {
        assertThatThrownBy(() -> engine.run(recipe(2), night, beginning, Checkpoints.NONE, Progress.NONE))
                .isInstanceOf(OptionException.class)
                .hasMessage(sentence);
    }

    private static Recipe recipe(int threads) {
        return new Recipe(
                Selection.ALL,
                ALL,
                BadFrames.SKIP,
                new Budget(threads, Optional.empty()),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
    }

    private static Stack copy(Stack stack) {
        Stack copy = Stack.start(stack.first(), stack.planes(), stack.curve());
        copy.frames(stack.frames());
        for (Plane plane : stack.planes()) {
            for (int strip = 0; strip < stack.strips().count(); strip++) {
                copy.read(plane, strip, numbers(stack, plane, strip));
            }
        }
        return copy;
    }

    private static void requireEqual(Stack found, Stack expected) {
        assertThat(found.frames()).isEqualTo(expected.frames());
        for (Plane plane : expected.planes()) {
            for (int strip = 0; strip < expected.strips().count(); strip++) {
                assertThat(numbers(found, plane, strip)).as("%s", plane).isEqualTo(numbers(expected, plane, strip));
            }
        }
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip) {
        ByteBuffer numbers = ByteBuffer.allocate(
                        stack.strips().mostSamples() * stack.type(plane).bytes())
                .order(Raster.ORDER);
        stack.write(plane, strip, numbers);
        return numbers.flip();
    }
}
