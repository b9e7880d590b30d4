package dev.sidereal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidereal.fold.Plane;
import dev.sidereal.frame.Candidate;
import dev.sidereal.frame.FrameReader;
import dev.sidereal.frame.FrameSource;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Selection;
import dev.sidereal.frame.UnreadableFrameException;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import dev.sidereal.recipe.BadFrames;
import dev.sidereal.recipe.Budget;
import dev.sidereal.recipe.Identity;
import dev.sidereal.recipe.Recipe;
import dev.sidereal.stack.Checkpoints;
import dev.sidereal.stack.Shelf;
import dev.sidereal.stack.Stack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nights whose planes do not fit the memory are folded in bands of rows. */
class BandsTest {

    /* Five strips of 8-bit samples, the last one smaller. */
    private static final Shape SHAPE = new Shape(1001, 401, 3);
    private static final Set<Plane> ALL = EnumSet.allOf(Plane.class);

    private final LocalEngine engine = new LocalEngine();

    @ParameterizedTest
    @EnumSource(SampleType.class)
    void give_the_bits_of_a_run_that_fits(SampleType type) throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, type, 5, 2);
        Stack whole = engine.run(recipe(2, Optional.empty()), night, Progress.NONE);
        for (int passes : new int[] {2, Integer.MAX_VALUE}) {
            Recipe tight = tight(night, passes);
            Stack banded = run(tight, night, Progress.NONE);
            assertThat(banded.frames()).isEqualTo(whole.frames());
            for (Plane plane : whole.planes()) {
                for (int strip = 0; strip < whole.strips().count(); strip++) {
                    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                        assertThat(numbers(banded, plane, strip, order))
                                .as("%s in strip %d, %d passes", plane, strip, passes)
                                .isEqualTo(numbers(whole, plane, strip, order));
                    }
                }
            }
        }
    }

    @Test
    void take_the_fewest_passes_that_fit_and_no_more_memory_than_said() throws Exception {
        MemoryFrames night = new MemoryFrames(new Shape(1601, 1201, 3), SampleType.UINT8, 2);
        Plan whole = plan(recipe(1, Optional.empty()), night);
        assertThat(whole.passes()).isEqualTo(1);
        long limit = whole.totalBytes() - whole.planeBytes() / 3;
        Plan banded = plan(recipe(1, Optional.of(limit)), night);
        assertThat(banded.passes()).isEqualTo(2);
        assertThat(banded.totalBytes()).isLessThanOrEqualTo(limit);
    }

    @Test
    void at_the_least_the_picture_counts_and_not_the_planes() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 5);
        Plan whole = plan(recipe(1, Optional.empty()), night);
        Plan least = plan(tight(night, Integer.MAX_VALUE), night);
        assertThat(least.planeBytes() + least.bufferBytes()).isEqualTo(whole.bufferBytes());
    }

    @Test
    void many_workers_in_two_passes_are_preferred_to_one_worker_in_one() throws Exception {
        MemoryFrames night = new MemoryFrames(new Shape(3000, 2000, 3), SampleType.UINT8, 4);
        Plan whole = plan(recipe(4, Optional.empty()), night);
        long oneFrame = whole.bufferBytes() / 4 / whole.framesAtOnce();
        Plan plan = plan(
                recipe(4, Optional.of(whole.programBytes() + whole.planeBytes() + oneFrame + whole.readerBytes())),
                night);
        assertThat(plan.passes()).isEqualTo(2);
        assertThat(plan.workers()).isEqualTo(4);
    }

    @Test
    void progress_counts_every_reading() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 4, 1);
        List<RunEvent> events = new ArrayList<>();
        run(tight(night, 2), night, events::add);
        RunEvent.FrameFolded last = events.stream()
                .filter(RunEvent.FrameFolded.class::isInstance)
                .map(RunEvent.FrameFolded.class::cast)
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last.done()).isEqualTo(8);
        assertThat(last.total()).isEqualTo(8);
        assertThat(events).filteredOn(RunEvent.FrameSkipped.class::isInstance).hasSize(1);
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        RunEvent.Finished.class,
                        finished -> assertThat(finished.report().used()).isEqualTo(3));
    }

    @Test
    void a_frame_that_changes_or_goes_between_two_readings_ends_the_run() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 2);
        Recipe tight = tight(night, 2);
        String advice = "; with so little memory frames are read more than once, leave them as they are meanwhile";
        assertThatThrownBy(() ->
                        run(tight, new Fickle(night, 3, into -> into.bytes().put(0, new byte[400_000])), e -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("frame1: expected the frame as it was read before, found another picture" + advice);
        assertThatThrownBy(() -> run(
                        tight,
                        new Fickle(night, 3, into -> {
                            throw new UnreadableFrameException("no such file");
                        }),
                        e -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("frame1: expected the frame as it was read before, found no such file" + advice);
    }

    @Test
    void less_than_a_strip_needs_is_refused_with_the_number_that_would_do() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 2);
        Plan least = plan(tight(night, Integer.MAX_VALUE), night);
        long mebibytes = (least.totalBytes() + (1 << 20) - 1) >> 20;
        assertThatThrownBy(() -> plan(recipe(1, Optional.of(100L << 20)), night))
                .isInstanceOf(OptionException.class)
                .hasMessage("--memory: expected at least " + mebibytes
                        + "M for frames of 1001x401 colour, 8-bit, found 100M; allow more");
    }

    @Test
    void a_stack_that_goes_on_is_never_cut() throws Exception {
        MemoryFrames night = new MemoryFrames(SHAPE, SampleType.UINT8, 2);
        Stack saved = engine.run(recipe(1, Optional.empty()), night, Progress.NONE);
        Recipe tight = tight(night, 2);
        assertThatThrownBy(
                        () -> engine.plan(tight, night, new Beginning.Onto(saved, Stack.Repeats.ALLOW), Progress.NONE))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("--memory: expected at least ");
    }

    private Stack run(Recipe recipe, FrameSource night, Progress progress) throws IOException, InterruptedException {
        return engine.run(
                recipe, night, new Beginning.Fresh(Optional.of(new MemoryShelf())), Checkpoints.NONE, progress);
    }

    private Plan plan(Recipe recipe, FrameSource night) throws IOException {
        return engine.plan(recipe, night, new Beginning.Fresh(Optional.of(new MemoryShelf())), Progress.NONE);
    }

    /* As little memory as leads to so many passes of one worker, or to as many as there can be. */
    private Recipe tight(MemoryFrames night, int passes) throws IOException {
        for (long memory = plan(recipe(1, Optional.empty()), night).totalBytes(); ; memory -= 1L << 18) {
            try {
                if (plan(recipe(1, Optional.of(memory)), night).passes() >= passes) {
                    return recipe(1, Optional.of(memory));
                }
            } catch (OptionException tooLittle) {
                return recipe(1, Optional.of(memory + (1L << 18)));
            }
        }
    }

    private static Recipe recipe(int threads, Optional<Long> memory) {
        return new Recipe(
                Selection.ALL,
                ALL,
                BadFrames.SKIP,
                new Budget(threads, memory),
                new ToneCurve.Srgb(),
                Identity.UNKNOWN);
    }

    private static ByteBuffer numbers(Stack stack, Plane plane, int strip, ByteOrder order) {
        int samples = stack.strips().samples(stack.strips().rows().get(strip));
        ByteBuffer numbers =
                ByteBuffer.allocate(samples * stack.type(plane).bytes()).order(order);
        stack.write(plane, strip, numbers);
        return numbers.flip();
    }

    private static final class MemoryShelf implements Shelf {

        private final Map<String, byte[]> strips = new ConcurrentHashMap<>();

        @Override
        public void put(Plane plane, int strip, ByteBuffer numbers) {
            byte[] bytes = new byte[numbers.remaining()];
            numbers.get(bytes);
            assertThat(strips.put(plane + " " + strip, bytes)).isNull();
        }

        @Override
        public void get(Plane plane, int strip, ByteBuffer out) {
            out.put(strips.get(plane + " " + strip));
        }
    }

    private interface Change {
        void apply(Raster into) throws UnreadableFrameException;
    }

    /** A night of which one reading, counted from 0, is not as the others. */
    private record Fickle(MemoryFrames night, int reading, Change change, AtomicInteger readings)
            implements FrameSource {

        Fickle(MemoryFrames night, int reading, Change change) {
            this(night, reading, change, new AtomicInteger());
        }

        @Override
        public List<Candidate> candidates() {
            return night.candidates();
        }

        @Override
        public long readerBytes() {
            return night.readerBytes();
        }

        @Override
        public FrameReader open() {
            FrameReader reader = night.open();
            return new FrameReader() {
                @Override
                public void read(int position, Raster into) throws IOException {
                    reader.read(position, into);
                    if (readings.getAndIncrement() == reading) {
                        change.apply(into);
                    }
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }
    }
}
